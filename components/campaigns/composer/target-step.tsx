import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFormats } from "@/components/format/use-formats";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { WholeNumber } from "./whole-number";
import type { Work } from "./work";

interface Props {
  work: Work;
  /** Chooses or builds the rule. */
  chooser: ReactNode;
  /** The rule in words with its live count. */
  summary: ReactNode;
  /** How many are in it now; null while it is not known. */
  count: number | null;
  onChange: (next: (work: Work) => Work) => void;
}

const spans = [7, 14, 30, 60, 90];

/** To whom; and how the effect will be told from chance. */
export function TargetStep({ work: { draft }, chooser, summary, count, onChange }: Props) {
  const t = useTranslations("composer.target");
  const formats = useFormats();
  const percent = draft.holdoutPercent ?? 10;
  const days = draft.attributionDays ?? 14;
  const set = (part: Partial<Work["draft"]>) => onChange((now) => ({ ...now, draft: { ...now.draft, ...part } }));
  const heldOut = count === null ? null : Math.round((count * percent) / 100);
  return (
    <div className="grid gap-5">
      <Card className="grid gap-5">
        {chooser}
        {summary}
      </Card>
      <Card className="grid gap-4">
        <div>
          <h3 className="text-base">{t("holdoutTitle")}</h3>
          <p className="mt-1 max-w-2xl text-sm text-ink-3">{t("holdoutWhy")}</p>
        </div>
        <div className="grid max-w-xl items-start gap-4 sm:grid-cols-2">
          <Field
            label={t("holdout")}
            hint={
              percent === 0
                ? t("holdoutNone")
                : heldOut === null
                  ? undefined
                  : t("holdoutPersons", { persons: formats.number(heldOut) })
            }
          >
            <WholeNumber
              value={percent}
              least={0}
              most={50}
              suffix="%"
              onValue={(holdoutPercent) => set({ holdoutPercent })}
            />
          </Field>
          <Field label={t("attribution")} hint={t("attributionHint")}>
            <Select
              value={String(days)}
              onChange={(event) => set({ attributionDays: Number(event.target.value) })}
              options={[...new Set([...spans, days])]
                .sort((a, b) => a - b)
                .map((span) => ({ value: String(span), label: t("days", { days: span }) }))}
            />
          </Field>
        </div>
      </Card>
    </div>
  );
}
