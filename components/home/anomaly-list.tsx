import { useLocale, useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { Notice } from "@/components/ui/notice";
import type { Figure } from "@/server/results/input";
import { useFigureText } from "./week-figures";

export interface AnomalyView {
  figure: Figure;
  day: string;
  isToday: boolean;
  value: number;
  basis: "weekday" | "recent";
  days: number;
  mean: number;
  low: number;
  high: number;
}

/** Figures out of the usual, each in a sentence that says what usual would be. */
export function AnomalyList({ anomalies }: { anomalies: readonly AnomalyView[] }) {
  const t = useTranslations("adminHome");
  const formats = useFormats();
  const locale = useLocale();
  const text = useFigureText();
  if (anomalies.length === 0) return null;
  const weekday = (day: string) =>
    new Intl.DateTimeFormat(locale === "ja" ? "ja-JP" : "en-US", {
      weekday: locale === "ja" ? "short" : "long",
      timeZone: "UTC",
    }).format(new Date(`${day}T00:00:00Z`));
  return (
    <Notice tone="warn" title={t("anomalies.title")}>
      <ul className="grid gap-1">
        {anomalies.map((one) => (
          <li key={`${one.figure} ${one.day}`}>
            {t(`anomalies.${one.basis}${one.isToday ? "Today" : ""}`, {
              figure: t(`week.figures.${one.figure}`),
              day: formats.monthDay(one.day),
              weekday: weekday(one.day),
              value: text(one.figure, one.value),
              low: text(one.figure, one.low),
              high: text(one.figure, one.high),
              mean: text(one.figure, one.mean),
              days: one.days,
            })}
          </li>
        ))}
      </ul>
      <details className="mt-2">
        <summary className="cursor-pointer text-xs">{t("anomalies.how")}</summary>
        <p className="mt-1 text-xs">{t("anomalies.rule")}</p>
      </details>
    </Notice>
  );
}
