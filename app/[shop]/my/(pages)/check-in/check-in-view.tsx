import { CalendarCheck, Clock, MapPin } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { makeFormats } from "@/components/format/formats";
import { TakeCoupon } from "@/components/coupons/take-coupon";
import { ArrivalCard } from "@/components/visits/arrival-card";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import type { callerFor } from "@/server/trpc/caller";
import { signInAddress } from "../member-gate";
import { checkInHere } from "./actions";

type Api = Awaited<ReturnType<typeof callerFor>>["api"];

interface Props {
  slug: string;
  token: string;
  timeZone: string;
  isMember: boolean;
  isJustDone: boolean;
  arrival: Awaited<ReturnType<Api["visits"]["arrival"]>>;
  recent: Awaited<ReturnType<Api["visits"]["mine"]>>;
}

/** The store, and the one button that checks in; or what became of it. */
export async function CheckInView({ slug, token, timeZone, isMember, isJustDone, arrival, recent }: Props) {
  const [t, points, language] = [
    await getTranslations("visits.my"),
    await getTranslations("ui.points"),
    await getLocale(),
  ];
  const formats = makeFormats(language === "en" ? "en" : "ja", timeZone);
  const inPoints = (value: number) => points("long", { value: formats.number(value) });
  const { storeName: store, today, isProven, ticket } = arrival;
  const onwards = (
    <ButtonLink href={`/${slug}/my${today && today.points > 0 ? "/points" : ""}`} block>
      {t(today && today.points > 0 ? "points" : "home")}
    </ButtonLink>
  );
  return (
    <div className="grid gap-6">
      <h1 className="text-xl">{t("title")}</h1>
      {today ? (
        <ArrivalCard
          tone={isJustDone ? "ok" : "info"}
          icon={<CalendarCheck />}
          title={t(isJustDone ? "doneTitle" : "todayTitle")}
          points={today.points > 0 ? today.points : null}
          lines={[
            isJustDone
              ? today.points > 0
                ? t("donePoints", { points: inPoints(today.points) })
                : t("doneNoPoints")
              : t("todayText", { time: formats.time(today.visitedAt) }),
            ...(!isJustDone && today.points > 0 ? [t("todayPoints", { points: inPoints(today.points) })] : []),
            ...(today.usableFrom ? [t("doneUsableFrom", { day: formats.date(today.usableFrom) })] : []),
            t("doneVisits", { store, n: today.visits }),
          ]}
        >
          {onwards}
        </ArrivalCard>
      ) : isProven ? (
        <ArrivalCard
          tone="brand"
          icon={<MapPin />}
          title={t("lead", { store })}
          points={arrival.points > 0 ? arrival.points : null}
          lines={
            isMember
              ? [arrival.points > 0 ? t("gift", { points: inPoints(arrival.points) }) : t("noGift")]
              : [t("signInHint")]
          }
        >
          {isMember ? (
            <TakeCoupon label={t("button")} onTake={checkInHere.bind(null, slug, token, ticket)} />
          ) : (
            <ButtonLink
              href={signInAddress(slug, `/check-in/${token}${ticket ? `?c=${ticket}` : ""}`)}
              variant="primary"
              block
            >
              {t("signIn")}
            </ButtonLink>
          )}
        </ArrivalCard>
      ) : (
        <ArrivalCard tone="warn" icon={<Clock />} title={t("overTitle")} points={null} lines={[t("overText")]}>
          {isMember && onwards}
        </ArrivalCard>
      )}
      {recent.length > 0 && (
        <Section title={t("recent")}>
          <Card flush>
            <ul className="divide-y divide-line">
              {recent.map((visit) => (
                <li
                  key={visit.visitedAt.toISOString()}
                  className="flex items-center justify-between gap-3 px-4 py-3 text-sm"
                >
                  <span className="min-w-0 wrap-anywhere">
                    {t("at", {
                      day: formats.date(visit.businessDate),
                      store: visit.storeName ?? t("unknownStore"),
                    })}
                  </span>
                  {visit.points > 0 && <span className="tabular shrink-0 text-ink-2">+{inPoints(visit.points)}</span>}
                </li>
              ))}
            </ul>
          </Card>
        </Section>
      )}
    </div>
  );
}
