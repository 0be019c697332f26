"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Points } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { Input } from "@/components/ui/input";

export interface ProgramView {
  ratePoints: number;
  rateYen: number;
  rounding: string;
  pendingDays: number;
  expiryMonths: number;
  returnGraceDays: number;
  expiryKind?: string;
  fixedMonth?: number | null;
  fixedDay?: number | null;
  pendingUntil?: string;
}

/** A points program as a person would say it. */
export function useProgramWords(): (program: ProgramView) => string {
  const t = useTranslations("settings.points.says");
  const formats = useFormats();
  return ({ ratePoints, rateYen, rounding, pendingDays, expiryMonths, ...more }) =>
    ratePoints === 0
      ? t("none")
      : t("rule", {
          yen: formats.number(rateYen),
          points: formats.number(ratePoints),
          rounding,
          days: pendingDays,
          months: expiryMonths,
          until: more.pendingUntil ?? "days",
          expiry: more.expiryKind ?? "rolling",
          month: more.fixedMonth ?? 0,
          day: more.fixedDay ?? 0,
        });
}

type ExampleProps = { amount: string; onAmount: (amount: string) => void; points: number | null };

/** A purchase of so many yen and what it earns; the amount can be tried. */
export function PointsExample({ amount, onAmount, points }: ExampleProps) {
  const t = useTranslations("settings.points");
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
      <span>{t("example")}</span>
      <span className="w-36">
        <Input
          aria-label={t("exampleAmount")}
          inputMode="numeric"
          maxLength={9}
          suffix={t("units.rateYen")}
          value={amount}
          onChange={(event) => onAmount(event.target.value)}
        />
      </span>
      <ArrowRight aria-hidden className="size-4 text-ink-3" />
      <output className="text-lg font-semibold">{points === null ? "—" : <Points value={points} />}</output>
    </p>
  );
}
