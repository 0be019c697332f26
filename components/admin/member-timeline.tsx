import {
  Coins,
  Gift,
  LogIn,
  Mail,
  MailOpen,
  MailX,
  MapPin,
  MousePointerClick,
  PenLine,
  ReceiptText,
  TicketPercent,
  UserPlus,
  UserX,
  Wrench,
} from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { VerdictBadge, WhyWords } from "@/components/campaigns/verdict-words";
import { Money, Points } from "@/components/format/amount";
import { DateTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { TextLink } from "@/components/ui/text-link";
import { Timeline, type TimelineItem } from "@/components/ui/timeline";
import { ListFoot } from "./list-foot";
import { channelKey, placeKey } from "./member-consents";
import { PointWhy } from "./member-points";
import { type MomentView, type TimelineEvent, timelineEvents, type TimelineSources } from "./timeline-events";

export const timelineKinds = ["all", "purchases", "points", "coupons", "messages", "repairs", "changes"] as const;
export type TimelineKind = (typeof timelineKinds)[number];

interface Props extends TimelineSources {
  base: string;
  kind: TimelineKind;
  /** The address of the story with these kinds, from a moment on. */
  hrefOf: (kind: TimelineKind, before?: Date) => string;
  isFirst: boolean;
  stores: readonly { id: string; name: string }[];
  mail: (deliveryId: string) => ReactNode;
}

/** One story: joining, purchases, points, messages with why, what was opened, what was changed. */
export function MemberTimeline({ base, stores, mail, kind, hrefOf, isFirst, ...sources }: Props) {
  const t = useTranslations("admin.timeline");
  const words = useTranslations("memberDesk.timeline");
  const { events, before } = timelineEvents(sources);
  const itemOf = useTimelineItem(base, stores, mail);
  return (
    <div className="grid gap-3">
      <FilterChips
        label={words("kinds")}
        value={kind}
        options={timelineKinds.map((value) => ({ value, label: words(value), href: hrefOf(value) }))}
      />
      {events.length === 0 ? (
        <Card flush>
          <EmptyState title={t("none")} />
        </Card>
      ) : (
        <Card>
          <Timeline items={events.map(itemOf)} />
        </Card>
      )}
      <ListFoot firstHref={isFirst ? null : hrefOf(kind)} nextHref={before && hrefOf(kind, before)} />
    </div>
  );
}

function useTimelineItem(base: string, stores: Props["stores"], mail: Props["mail"]) {
  const t = useTranslations("admin.timeline");
  const words = useTranslations();
  const momentOf = useMoment(base, stores);
  const formats = useFormats();
  return (event: TimelineEvent): TimelineItem => {
    const common = { key: event.key, at: <DateTime value={event.at} form="dateTime" /> };
    switch (event.kind) {
      case "moment":
        return { ...common, ...momentOf(event.moment) };
      case "purchase": {
        const { kind, storeName, lines, totalYen, pointsEarned, pointsSpent } = event.purchase;
        const first = lines[0]?.name || words("admin.purchases.unnamed");
        const what = lines.length > 1 ? t("items", { first, count: lines.length - 1 }) : first;
        const point = (key: "earned" | "spent", n: number) => (n === 0 ? null : t(key, { points: formats.number(n) }));
        return {
          ...common,
          icon: <ReceiptText />,
          tone: kind === "return" ? "warn" : "brand",
          title: storeName
            ? t(kind === "return" ? "returnAt" : "purchaseAt", { store: storeName })
            : t(kind === "return" ? "return" : "purchase"),
          body: (
            <>
              <p>
                {what} <Money value={totalYen} className="ms-1" />
              </p>
              <p className="text-xs text-ink-3">
                {[point("earned", pointsEarned), point("spent", pointsSpent)].filter(Boolean).join(t("comma"))}
              </p>
            </>
          ),
        };
      }
      case "points":
        return {
          ...common,
          icon: <Coins />,
          tone: event.row.points < 0 ? "warn" : "ok",
          title: (
            <>
              {words(`points.kind.${event.row.kind}`)}{" "}
              {event.row.points !== 0 && <Points short signed value={event.row.points} />}
            </>
          ),
          body: (event.row.kind === "earn" || event.row.reason || event.row.storeName) && <PointWhy row={event.row} />,
        };
      case "message": {
        const { message } = event;
        return {
          ...common,
          icon: message.verdict === "send" ? <Mail /> : <MailX />,
          tone: message.verdict === "send" ? "info" : "neutral",
          title: <TextLink href={`${base}/campaigns/${message.campaignId}`}>{message.campaignName}</TextLink>,
          body: (
            <>
              {message.productName && <p>{message.productName}</p>}
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1 pt-0.5">
                <VerdictBadge verdict={message.verdict} />
                <WhyWords message={message} />
              </p>
            </>
          ),
          aside: message.delivery && mail(message.delivery.id),
        };
      }
      case "service":
        return {
          ...common,
          icon: <Mail />,
          title: words(`delivery.templates.${event.mail.template}` as "delivery.templates.news"),
          body: words(`delivery.states.${event.mail.state}` as "delivery.states.planned"),
          aside: mail(event.mail.deliveryId),
        };
      case "opened":
      case "clicked": {
        const name =
          "campaignName" in event.what
            ? event.what.campaignName
            : words(`delivery.templates.${event.what.template}` as "delivery.templates.news");
        return {
          ...common,
          icon: event.kind === "opened" ? <MailOpen /> : <MousePointerClick />,
          tone: "info",
          title: t(event.kind, { name }),
        };
      }
    }
  };
}

function useMoment(base: string, stores: Props["stores"]) {
  const t = useTranslations("admin.timeline");
  const words = useTranslations();
  const locale = useLocale() === "en" ? "en" : "ja";
  return (moment: MomentView): Omit<TimelineItem, "key" | "at"> => {
    switch (moment.kind) {
      case "joined": {
        const store = stores.find(({ id }) => id === moment.storeId)?.name;
        return { icon: <UserPlus />, tone: "ok", title: store ? t("joinedAt", { store }) : t("joined") };
      }
      case "withdrawn":
        return { icon: <UserX />, tone: "warn", title: t("withdrawn") };
      case "consent": {
        const channel = words(`admin.consents.channels.${channelKey(moment.channel)}`);
        return {
          icon: moment.isGranted ? <Mail /> : <MailX />,
          tone: moment.isGranted ? "ok" : "warn",
          title: t(moment.isGranted ? "consentGiven" : "consentTaken", { channel }),
          body: words(`memberDesk.consents.places.${placeKey(moment.source)}`),
        };
      }
      case "coupon": {
        const title = moment.title[locale];
        const by = moment.source ? words(`coupons.sources.${moment.source}` as "coupons.sources.staff") : null;
        return {
          icon: <TicketPercent />,
          tone: moment.what === "returned" || moment.what === "withdrawn" ? "warn" : "info",
          title: (
            <TextLink href={`${base}/coupons/${moment.couponId}`}>
              {words(`coupons.timeline.${moment.what}`, { title })}
            </TextLink>
          ),
          body: (
            <>
              {[by, moment.storeName].filter(Boolean).join(t("comma"))}
              {moment.discountYen > 0 && <Money value={-moment.discountYen} className="ms-2" />}
            </>
          ),
        };
      }
      case "reward":
        return {
          icon: <Gift />,
          tone: moment.what === "cancelled" ? "warn" : "brand",
          title: (
            <TextLink href={`${base}/rewards/orders?q=${moment.orderNo}`}>
              {words(`rewards.timeline.${moment.what}`, { title: moment.title[locale] })}
            </TextLink>
          ),
          body: (
            <>
              <Points value={moment.points} />
              {moment.storeName && <span className="ms-2">{moment.storeName}</span>}
            </>
          ),
        };
      case "visit":
        return {
          icon: <MapPin />,
          title: words("visits.timeline.visit", { store: moment.storeName ?? "" }),
          body: moment.points > 0 && <Points short signed value={moment.points} />,
        };
      case "repair":
        return {
          icon: <Wrench />,
          tone: moment.state === "refused" ? "warn" : "info",
          title: (
            <TextLink href={`${base}/repairs/${moment.repairId}`}>
              {moment.state === "received"
                ? words("repairs.timeline.requested", { product: moment.productName })
                : words("repairs.timeline.moved", {
                    product: moment.productName,
                    state: words(`repairs.states.${moment.state}`),
                  })}
            </TextLink>
          ),
          body: words("repairs.numberOf", { number: moment.receiptNo.replace(/^(\d{4})/, "$1-") }),
        };
      case "sign_in":
        return { icon: <LogIn />, title: t("signIn") };
      case "change": {
        const action = moment.action.replace("members.", "");
        const key = `changes.${action}`;
        return {
          icon: <PenLine />,
          title: t.has(key as never) ? t(key as never) : t("changes.other"),
          body: t(moment.actorKind === "member" ? "byMember" : "byStaff"),
        };
      }
    }
  };
}
