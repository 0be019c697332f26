import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { Figure } from "@/server/results/input";

export interface FigureView {
  figure: Figure;
  week: number;
  before: number;
  today: number;
  days: readonly { day: string; value: number }[];
}

/** A figure as people read it: yen with its sign, the rest with its unit. */
export function useFigureText() {
  const t = useTranslations("adminHome.week.units");
  const formats = useFormats();
  return (figure: Figure, value: number) =>
    figure === "sales_yen" ? formats.yen(value) : `${formats.number(value)}${t(figure)}`;
}

/** The week's figures against the week before. */
export function WeekFigures({ figures }: { figures: readonly FigureView[] }) {
  return (
    <Card className="grid grid-cols-2 gap-x-4 gap-y-6 lg:grid-cols-4">
      {figures
        .filter(({ figure }) => figure !== "mails_bounced")
        .map((one) => (
          <WeekFigure key={one.figure} {...one} />
        ))}
    </Card>
  );
}

function WeekFigure({ figure, week, before, today, days }: FigureView) {
  const t = useTranslations("adminHome.week");
  const formats = useFormats();
  const text = useFigureText();
  const change = before > 0 ? (week - before) / before : null;
  const Arrow = week > before ? ArrowUpRight : week < before ? ArrowDownRight : ArrowRight;
  return (
    <div className="min-w-0">
      <h3 className="text-xs font-normal text-ink-3">{t(`figures.${figure}`)}</h3>
      <p className="mt-0.5 flex flex-wrap items-baseline gap-x-2">
        <span className="tabular text-2xl font-semibold tracking-tight">{text(figure, week)}</span>
        <span className="tabular inline-flex items-center gap-0.5 text-xs text-ink-2">
          <Arrow aria-hidden className="size-3.5" />
          {week === before ? t("same") : change === null ? "–" : formats.percent(change, 0)}
        </span>
      </p>
      <Spark
        days={days}
        label={t("trend", {
          figure: t(`figures.${figure}`),
          values: days.map((day) => formats.number(day.value)).join(", "),
        })}
      />
      <p className="tabular text-xs text-ink-3">
        {t("before", { value: text(figure, before) })} · {t("today", { value: text(figure, today) })}
      </p>
    </div>
  );
}

/** Fourteen days as bars: the week before pale, the week itself in full. */
function Spark({ days, label }: { days: FigureView["days"]; label: string }) {
  const most = Math.max(1, ...days.map((day) => day.value));
  return (
    <div role="img" aria-label={label} className="my-2 flex h-8 items-end gap-0.5">
      {days.map((day, place) => (
        <span
          key={day.day}
          className={cn("min-h-px flex-1 rounded-t-sm", place < 7 ? "bg-line-strong/50" : "bg-brand-text")}
          style={{ height: `${Math.max(0, (day.value / most) * 100)}%` }}
        />
      ))}
    </div>
  );
}
