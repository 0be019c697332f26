import { Users } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { addressOf } from "@/components/admin/address";
import { useFormats } from "@/components/format/use-formats";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import type { Verdict } from "@/server/campaigns/input";
import { type CalendarDay, calendarDays, type DayEntry, type PlanView } from "./days";
import { type CalendarSpan, weekdayOf } from "./span";

interface Props {
  base: string;
  span: CalendarSpan;
  plan: PlanView;
  asIfLive: boolean;
  /** Names of holidays by day, where they are known. */
  holidays: Readonly<Record<string, string>>;
}

/** The days with what was and what will be sent: as a sheet on wide screens, always as a list on narrow ones. */
export function CalendarSheet({ base, span, plan, asIfLive, holidays }: Props) {
  const t = useTranslations("sendCalendar");
  const days = calendarDays(plan, span.days);
  const isEmpty = days.every((day) => day.entries.length === 0);
  const dayHref = (day: string) =>
    addressOf(`${base}/calendar`, { view: "week", on: day, drafts: asIfLive ? "1" : null });
  const place = { base, today: plan.today, holidays, dayHref, month: span.on.slice(0, 7) };
  return (
    <div className="grid gap-4">
      {asIfLive && <p className="text-sm text-ink-2">{t("draftsOn")}</p>}
      {isEmpty && (
        <Card flush>
          <EmptyState title={t("emptyTitle")} description={t("emptyHint")} />
        </Card>
      )}
      {span.view === "month" && <MonthGrid days={days} {...place} />}
      <DayList
        days={span.view === "week" ? days : days.filter((day) => day.entries.length > 0)}
        className={span.view === "month" ? "md:hidden" : undefined}
        {...place}
      />
      <div className="grid gap-1 text-xs text-ink-3">
        <p>{t("estimate")}</p>
        {plan.sampledOneIn > 1 && <p>{t("sampled", { oneIn: plan.sampledOneIn })}</p>}
      </div>
    </div>
  );
}

interface Place {
  base: string;
  today: string;
  holidays: Props["holidays"];
  dayHref: (day: string) => string;
  /** Days of other months are paler. */
  month: string;
  days: readonly CalendarDay[];
}

const looks = {
  sent: "border-s-line-strong bg-sunken text-ink-2",
  waiting: "border-s-ok bg-ok-soft",
  expected: "border-s-info bg-info-soft",
  hypothetical: "border-s-warn border-dashed bg-warn-soft",
} as const satisfies Record<DayEntry["basis"], string>;

function useCountText() {
  const t = useTranslations("sendCalendar");
  const formats = useFormats();
  return (entry: DayEntry) =>
    entry.count === 0
      ? t("nobody")
      : t(entry.basis === "sent" || entry.basis === "waiting" ? "exact" : "about", {
          count: formats.number(entry.count),
        });
}

const inkOfDay = (day: string, holidays: Place["holidays"]) =>
  weekdayOf(day) === 0 || holidays[day] ? "text-danger" : weekdayOf(day) === 6 ? "text-info" : "";

const mostInCell = 3;

function MonthGrid({ days, base, today, holidays, dayHref, month }: Place) {
  const t = useTranslations("sendCalendar");
  const locale = useLocale();
  const formats = useFormats();
  const count = useCountText();
  const weekday = new Intl.DateTimeFormat(locale === "ja" ? "ja-JP" : "en-US", { weekday: "short", timeZone: "UTC" });
  return (
    <Card flush className="hidden md:block">
      <div aria-hidden className="grid grid-cols-7 border-b border-line text-xs text-ink-3">
        {days.slice(0, 7).map(({ day }) => (
          <span key={day} className={cn("px-2 py-1.5", inkOfDay(day, {}))}>
            {weekday.format(new Date(`${day}T00:00:00Z`))}
          </span>
        ))}
      </div>
      <ol className="grid grid-cols-7">
        {days.map(({ day, entries, collisions }) => (
          <li
            key={day}
            aria-label={formats.monthDay(day)}
            className={cn(
              "grid min-h-32 content-start gap-1 border-line p-1.5 not-nth-[7n]:border-e [&:nth-child(n+8)]:border-t",
              !day.startsWith(month) && "bg-canvas",
            )}
          >
            <div className="flex items-baseline gap-1.5 text-xs">
              <Link
                href={dayHref(day)}
                aria-label={t("day", { day: formats.monthDay(day) })}
                aria-current={day === today ? "date" : undefined}
                className={cn(
                  "tabular flex size-6 items-center justify-center rounded-full hover:bg-hover",
                  inkOfDay(day, holidays),
                  day === today && "bg-brand font-medium text-brand-ink hover:bg-brand-hover",
                )}
              >
                {Number(day.slice(8))}
              </Link>
              {holidays[day] && <span className="truncate text-2xs text-danger">{holidays[day]}</span>}
            </div>
            {entries.slice(0, mostInCell).map((entry) => (
              <EntryChip key={entry.key} base={base} entry={entry} text={count(entry)} />
            ))}
            {entries.length > mostInCell && (
              <Link href={dayHref(day)} className="rounded-sm px-1 text-2xs text-ink-2 hover:underline">
                {t("more", { count: entries.length - mostInCell })}
              </Link>
            )}
            {collisions > 0 && <Collisions members={collisions} isShort />}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function EntryChip({ base, entry, text }: { base: string; entry: DayEntry; text: string }) {
  const t = useTranslations("sendCalendar");
  const name = entry.name ?? t("service");
  const className = cn("block min-w-0 rounded-sm border-s-2 px-1.5 py-0.5 text-2xs leading-tight", looks[entry.basis]);
  const body = (
    <>
      <span className="block truncate font-medium">{name}</span>
      <span className="tabular block">
        {t(entry.basis)} {text}
      </span>
    </>
  );
  return entry.campaignId ? (
    <Link href={`${base}/campaigns/${entry.campaignId}`} title={name} className={cn(className, "hover:underline")}>
      {body}
    </Link>
  ) : (
    <span className={className}>{body}</span>
  );
}

function Collisions({ members, isShort }: { members: number; isShort?: boolean }) {
  const t = useTranslations("sendCalendar");
  const formats = useFormats();
  const text = t("collisions", { count: members, text: formats.number(members) });
  return (
    <span
      className={cn("inline-flex items-center gap-1 text-warn", isShort ? "text-2xs" : "text-xs")}
      title={isShort ? text : undefined}
    >
      <Users aria-hidden className="size-3 shrink-0" />
      {isShort ? (
        <>
          <span aria-hidden className="tabular">
            2+ {formats.number(members)}
          </span>
          <span className="sr-only">{text}</span>
        </>
      ) : (
        text
      )}
    </span>
  );
}

function DayList({ days, base, today, holidays, className }: Place & { className?: string | undefined }) {
  const t = useTranslations("sendCalendar");
  const verdicts = useTranslations("campaigns.verdict");
  const formats = useFormats();
  const count = useCountText();
  return (
    <ol className={cn("grid gap-3", className)}>
      {days.map(({ day, entries, collisions }) => (
        <li key={day}>
          <Card className="grid gap-3">
            <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <h3 className={cn("text-base", inkOfDay(day, holidays))}>{formats.monthDay(day)}</h3>
              {day === today && <Badge tone="brand">{t("today")}</Badge>}
              {holidays[day] && <span className="text-xs text-danger">{holidays[day]}</span>}
              {collisions > 0 && <Collisions members={collisions} />}
              {entries.length > 0 && (
                <span className="tabular ms-auto text-sm text-ink-2">
                  {t("dayTotal", { count: formats.number(entries.reduce((sum, entry) => sum + entry.count, 0)) })}
                </span>
              )}
            </div>
            {entries.length === 0 ? (
              <p className="text-sm text-ink-3">{t("nothing")}</p>
            ) : (
              <ul className="grid gap-2">
                {entries.map((entry) => (
                  <li
                    key={entry.key}
                    className={cn("grid gap-0.5 rounded-md border-s-4 px-3 py-2 text-sm", looks[entry.basis])}
                  >
                    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                      {entry.campaignId ? (
                        <Link
                          href={`${base}/campaigns/${entry.campaignId}`}
                          className="min-w-0 font-medium underline-offset-4 hover:underline"
                        >
                          {entry.name}
                        </Link>
                      ) : (
                        <span className="font-medium">{t("service")}</span>
                      )}
                      <span className="tabular font-medium">{count(entry)}</span>
                    </div>
                    <p className="text-xs text-ink-2">
                      {t(entry.basis)} · {t("channel.mail")}
                      {entry.times.length > 0 &&
                        ` · ${entry.times
                          .slice(0, 4)
                          .map((at) => formats.time(at))
                          .join(", ")}${entry.times.length > 4 ? " …" : ""}`}
                    </p>
                    {Object.keys(entry.held).length > 0 && (
                      <p className="text-xs text-ink-2">
                        {t("held")}:{" "}
                        {(Object.entries(entry.held) as [Verdict, number][])
                          .map(([verdict, n]) => `${verdicts(verdict)} ${formats.number(n)}`)
                          .join(" · ")}
                      </p>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </Card>
        </li>
      ))}
    </ol>
  );
}
