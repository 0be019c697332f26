import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Count } from "@/components/format/amount";
import { DateTime, RelativeTime } from "@/components/format/date-time";
import { PersonName } from "@/components/format/person-name";
import { postalText } from "@/components/format/postal";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { Card, Section } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { Notice } from "@/components/ui/notice";
import { Stat } from "@/components/ui/stat";
import { TabLinks } from "@/components/ui/tabs";
import { addressOf } from "./address";
import { ConsentBadge, type MemberRowView } from "./member-cells";
import { Phone } from "./phone";

export const memberViews = [
  "timeline",
  "notes",
  "messages",
  "purchases",
  "points",
  "warranties",
  "consents",
  "identities",
  "devices",
] as const;
export type MemberViewName = (typeof memberViews)[number];

export interface MemberView extends MemberRowView {
  emailVerifiedAt: Date | null;
  externalId: string | null;
  birthday: string | null;
  gender: string | null;
  postalCode: string | null;
  prefecture: string | null;
  city: string | null;
  addressLine: string | null;
  locale: string;
}

interface Props {
  base: string;
  member: MemberView;
  storeName: string | null;
  points: {
    wallet: { available: number; pending: number; debt: number };
    expiries: readonly { lastDay: string; points: number }[];
  };
  suppressions: readonly { reason: string; at: Date }[];
  view: MemberViewName;
  /** The button that opens the adjustment. */
  adjust: ReactNode;
  /** What is done with the person as a whole. */
  actions: ReactNode;
  tags: ReactNode;
  /** Null where the shop has no ranks. */
  rank: ReactNode;
  /** The profile's card, with the profile as it is read inside. */
  profile: (asRead: ReactNode) => ReactNode;
  now: Date;
  children: ReactNode;
}

/** One person: who they are and what they hold at the side, what happened in the middle. */
export function MemberPage({ base, member, storeName, points, suppressions, view, now, children, ...slots }: Props) {
  const t = useTranslations("admin.member");
  const formats = useFormats();
  const path = `${base}/members/${member.memberId}`;
  return (
    <>
      <PageHeader
        back={{ href: `${base}/members`, label: t("back") }}
        title={
          <PersonName
            name={{ ...member, memberNumber: member.memberNo }}
            honorific
            className="[overflow-wrap:anywhere]"
          />
        }
        badge={<ConsentBadge member={member} alone />}
        description={<span className="tabular">{t("numberIs", { number: member.memberNo })}</span>}
        actions={slots.actions}
      />
      <div className="-mt-2 mb-5">{slots.tags}</div>
      {suppressions.map(({ reason, at }) => (
        <Notice key={reason} tone="warn" className="mb-4">
          {t(`suppressed.${reason as "unsubscribed"}`, { at: formats.dateTime(at) })}
        </Notice>
      ))}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-4 max-lg:order-2">
          <TabLinks
            label={t("parts")}
            items={memberViews.map((name) => ({
              href: addressOf(path, { view: name === "timeline" ? null : name }),
              label: t(`views.${name}`),
              current: name === view,
            }))}
          />
          {children}
        </div>
        <aside aria-label={t("profile")} className="min-w-0 gap-6 max-lg:contents lg:grid">
          <Section title={t("points")} actions={slots.adjust} className="max-lg:order-1">
            <Card className="grid gap-4">
              <div className="grid grid-cols-2 gap-4">
                <Stat label={t("available")} value={<Count value={points.wallet.available} />} unit="pt" />
                <Stat label={t("pending")} value={<Count value={points.wallet.pending} />} unit="pt" />
                {points.wallet.debt > 0 && (
                  <Stat label={t("debt")} tone="danger" value={<Count value={points.wallet.debt} />} unit="pt" />
                )}
              </div>
              <Expiries expiries={points.expiries} />
            </Card>
          </Section>
          {slots.rank && <div className="max-lg:order-1">{slots.rank}</div>}
          <div className="max-lg:order-3">
            {slots.profile(<Profile member={member} storeName={storeName} now={now} />)}
          </div>
        </aside>
      </div>
    </>
  );
}

function Expiries({ expiries }: { expiries: Props["points"]["expiries"] }) {
  const t = useTranslations("admin.member");
  const unit = useTranslations("ui.points");
  const formats = useFormats();
  if (expiries.length === 0) return <p className="text-xs text-ink-3">{t("noExpiries")}</p>;
  return (
    <ul className="grid gap-1 border-t border-line pt-3 text-xs text-ink-2">
      {expiries.slice(0, 4).map(({ lastDay, points }) => (
        <li key={lastDay} className="flex justify-between gap-3">
          <span>{t("usableUntil", { day: formats.date(lastDay) })}</span>
          <span className="tabular">{unit("short", { value: formats.number(points) })}</span>
        </li>
      ))}
      {expiries.length > 4 && <li className="text-ink-3">{t("moreExpiries", { count: expiries.length - 4 })}</li>}
    </ul>
  );
}

function Profile({ member, storeName, now }: { member: MemberView; storeName: string | null; now: Date }) {
  const t = useTranslations("admin.member");
  const address = [member.prefecture, member.city, member.addressLine].filter(Boolean).join(" ");
  const hasAddress = Boolean(member.postalCode || address);
  const gender =
    member.gender === "female" || member.gender === "male" || member.gender === "other"
      ? t(`genders.${member.gender}`)
      : null;
  return (
    <DescriptionList
      items={[
        { key: "email", term: t("email"), value: member.email && <Email member={member} /> },
        { key: "phone", term: t("phone"), value: member.phone && <Phone value={member.phone} /> },
        { key: "birthday", term: t("birthday"), value: member.birthday && <DateTime value={member.birthday} /> },
        { key: "gender", term: t("gender"), value: gender },
        {
          key: "address",
          term: t("address"),
          value: hasAddress ? (
            <>
              {member.postalCode && <span className="tabular block">{postalText(member.postalCode)}</span>}
              {address}
            </>
          ) : null,
        },
        { key: "locale", term: t("language"), value: t(member.locale === "en" ? "languages.en" : "languages.ja") },
        {
          key: "joined",
          term: t("joined"),
          value: (
            <>
              <DateTime value={member.joinedAt} />
              {storeName && <span className="block text-xs text-ink-3">{storeName}</span>}
            </>
          ),
        },
        {
          key: "login",
          term: t("lastLogin"),
          value: member.lastLoginAt && <RelativeTime value={member.lastLoginAt} now={now} />,
        },
        {
          key: "external",
          term: t("externalId"),
          value: member.externalId && <span className="break-all">{member.externalId}</span>,
        },
      ]}
    />
  );
}

function Email({ member }: { member: MemberView }) {
  const t = useTranslations("admin.member");
  return (
    <>
      <span className="break-all">{member.email}</span>
      <span className="block text-xs text-ink-3">{t(member.emailVerifiedAt ? "emailProven" : "emailUnproven")}</span>
    </>
  );
}
