import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { CampaignDefinition, CampaignDraft, DraftTiming } from "@/server/campaigns/input";
import { useFormats } from "@/components/format/use-formats";
import { clockOf, readCron } from "./cron";

type Definition = CampaignDefinition | CampaignDraft;

interface Props {
  definition: Definition;
  /** The target in words with its count. */
  target: ReactNode;
  nextRunAt: Date | null;
  contents: ReactNode;
}

/** A campaign is five answers: to whom, what, when, where, in which words. */
export function FiveValues({ definition, target, nextRunAt, contents }: Props) {
  const t = useTranslations("campaigns");
  const formats = useFormats();
  const { offer, timing, channel, holdoutPercent, respectsQuietHours, isCapped, attributionDays } = definition;
  const missing = <span className="text-ink-3">{t("page.notChosen")}</span>;
  const holdout = holdoutPercent ? t("settings.holdout", { percent: formats.number(holdoutPercent) }) : null;
  return (
    <Card flush>
      <dl className="divide-y divide-line text-sm">
        <Value term={t("values.target")}>
          {definition.target ? target : missing}
          {holdout && (
            <p className="text-xs text-ink-3">
              {holdout} — {t("settings.holdoutHelp")}
            </p>
          )}
        </Value>
        <Value term={t("values.offer")}>
          {offer
            ? [
                offer.recommendations > 0
                  ? t("offer.recommendations", { count: formats.number(offer.recommendations) })
                  : null,
                offer.showPoints ? t("offer.points") : null,
              ]
                .filter(Boolean)
                .join(t("page.comma")) || t("page.noOffer")
            : missing}
        </Value>
        <Value term={t("values.timing")}>
          {timing ? <TimingWords timing={timing} /> : missing}
          {nextRunAt && <p className="text-xs text-ink-3">{t("timing.next", { at: formats.dateTime(nextRunAt) })}</p>}
        </Value>
        <Value term={t("values.channel")}>
          {channel ? t(`channel.${channel.kind}`) : missing}
          <p className="text-xs text-ink-3">
            {[respectsQuietHours ? t("settings.quietHours") : null, isCapped ? t("settings.capped") : null]
              .filter(Boolean)
              .join(t("page.comma"))}
          </p>
        </Value>
        <Value term={t("values.contents")}>{definition.contents ? contents : missing}</Value>
        <Value term={t("page.result")}>
          {attributionDays ? t("settings.attribution", { days: formats.number(attributionDays) }) : missing}
        </Value>
      </dl>
    </Card>
  );
}

const Value = ({ term, children }: { term: string; children: ReactNode }) => (
  <div className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[8.5rem_minmax(0,1fr)] sm:px-5">
    <dt className="font-medium text-ink-2">{term}</dt>
    <dd className="grid min-w-0 gap-1">{children}</dd>
  </div>
);

/** When a campaign looks for people and writes to them. */
export function TimingWords({ timing }: { timing: DraftTiming }) {
  const t = useTranslations("campaigns");
  const formats = useFormats();
  if (timing.kind === "once")
    return timing.at ? t("timing.once", { at: formats.dateTime(timing.at) }) : t("timing.onceUnset");
  if (timing.kind === "cron") return <RepeatingWords expression={timing.expression} />;
  const fact = t(`fact.${timing.fact}`);
  const days = formats.number(Math.abs(timing.offsetDays));
  const when =
    timing.offsetDays < 0
      ? t("timing.before", { fact, days })
      : timing.offsetDays > 0
        ? t("timing.after", { fact, days })
        : t("timing.on", { fact });
  // A clock time of the shop's day: no zone is involved.
  const time = clockOf(timing.atMinutes);
  return (
    <>
      <p>{t("page.factAndTime", { when, daily: t("timing.date_of_fact", { time }) })}</p>
      {timing.backlogDays > 0 && (
        <p className="text-xs text-ink-3">{t("timing.backlog", { days: formats.number(timing.backlogDays) })}</p>
      )}
    </>
  );
}

/** A repeating time as one says it; the expression itself where it says something else. */
function RepeatingWords({ expression }: { expression: string }) {
  const t = useTranslations("campaigns.timing");
  const repeating = readCron(expression);
  if (!repeating) return t("cron", { expression });
  const time = clockOf(repeating.minutes);
  if (repeating.kind === "daily") return t("daily", { time });
  if (repeating.kind === "monthly") return t("monthly", { day: repeating.day, time });
  // Weeks begin on Monday here.
  const days = repeating.days.toSorted((a, b) => ((a + 6) % 7) - ((b + 6) % 7));
  return t("weekly", { days: days.map((day) => t(`weekday.${day}` as "weekday.0")).join(t("and")), time });
}

/** The first thing that still keeps a draft from being launched. */
export function MissingPart({ missing }: { missing: string | null }) {
  const t = useTranslations("campaigns");
  if (missing === null) return null;
  return (
    <Notice tone="warn" title={t("page.missing")}>
      {t(`missing.${missing}` as "missing.target")}
    </Notice>
  );
}
