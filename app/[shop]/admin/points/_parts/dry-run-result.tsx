"use client";

import { useTranslations } from "next-intl";
import { EarnedParts } from "@/components/earning/earned-parts";
import { Points } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { Card } from "@/components/ui/card";
import type { DryRun } from "./desk";

/** What the basket would earn, rule by rule and item by item, and why the other rules gave nothing. */
export function DryRunResult({ result }: { result: DryRun }) {
  const t = useTranslations("earning");
  const formats = useFormats();
  return (
    <Card className="grid gap-4" aria-live="polite">
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="text-base font-medium">{t("try.total")}</h2>
        <span className="text-2xl font-semibold">
          <Points value={result.points} />
        </span>
      </div>
      <p className="text-xs text-ink-3">{t("try.businessDate", { date: formats.date(result.businessDate) })}</p>
      <EarnedParts parts={result.parts} lines={result.lines} isOpen />
      {result.passed.length > 0 && (
        <section className="grid gap-2 border-t border-line pt-3">
          <h3 className="text-sm font-medium">{t("try.passed")}</h3>
          <ul className="grid gap-1.5 text-sm">
            {result.passed.map(({ ruleId, label, reason, by }) => (
              <li key={ruleId} className="flex flex-wrap justify-between gap-x-3">
                <span>{label}</span>
                <span className="text-ink-3">
                  {t(`reasons.${reason}`)}
                  {by && ` ${t("try.passedBy", { name: by })}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Card>
  );
}
