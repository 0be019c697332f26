"use client";

import { useTranslations } from "next-intl";
import { FormGrid } from "@/components/form/form-grid";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import type { RankDefinition, RankWindow } from "@/server/ranks/input";
import type { Problems } from "./use-rank-draft";

type Props = {
  definition: RankDefinition;
  problems: Problems;
  onChange: (part: Partial<RankDefinition>) => void;
};

const months = Array.from({ length: 12 }, (_, at) => at + 1);
const kindOf = (window: RankWindow) =>
  window.kind === "period" ? ({ 12: "year", 6: "half", 3: "quarter" } as const)[window.months] : window.kind;
const startOf = (window: RankWindow) => (window.kind === "period" ? window.startMonth : 1);

/** What counts, over which time, how long a rank is kept, and what a return does. */
export function RuleFields({ definition, problems, onChange }: Props) {
  const t = useTranslations("ranks");
  const { basis, window, holdPeriods, graceMonths, returns, carries, levels, couponAgainAfterDays = 365 } = definition;
  const setWindow = (kind: string) => {
    const next: RankWindow =
      kind === "rolling"
        ? { kind, months: 12 }
        : kind === "lifetime"
          ? { kind }
          : { kind: "period", months: kind === "year" ? 12 : kind === "half" ? 6 : 3, startMonth: startOf(window) };
    onChange({ window: next, holdPeriods: kind === "rolling" ? 0 : kind === "lifetime" ? 0 : 1 });
  };
  const holds =
    window.kind === "rolling"
      ? [0, 1, 2, 3, 6, 11].map((count) => ({
          value: String(count),
          label: count === 0 ? t("hold.month0") : t("hold.months", { months: count }),
        }))
      : [0, 1, 2].map((count) => ({ value: String(count), label: t(`hold.period${count as 0 | 1 | 2}`) }));
  return (
    <div className="grid gap-6">
      <RadioGroup
        legend={t("edit.basis")}
        name="rank-basis"
        look="cards"
        value={basis}
        onValueChange={(value) => onChange({ basis: value as RankDefinition["basis"] })}
        options={(["amount", "purchases", "points"] as const).map((value) => ({
          value,
          label: t(`basis.${value}`),
          hint: t(`basis.${value}Hint`),
        }))}
      />
      <FormGrid columns={3}>
        <Field label={t("edit.window")}>
          <Select
            value={kindOf(window)}
            onChange={(event) => setWindow(event.target.value)}
            options={(["year", "half", "quarter", "rolling", "lifetime"] as const).map((value) => ({
              value,
              label: t(`window.${value}`),
            }))}
          />
        </Field>
        {window.kind === "rolling" && (
          <Field label={t("window.rolling")} error={problems["window.months"]}>
            <Input
              type="number"
              inputMode="numeric"
              min={1}
              max={60}
              suffix={t("edit.months")}
              value={String(window.months)}
              onChange={(event) => onChange({ window: { ...window, months: Math.trunc(Number(event.target.value)) } })}
            />
          </Field>
        )}
        {window.kind === "period" && (
          <Field label={t("edit.startMonth")}>
            <Select
              value={String(window.startMonth)}
              onChange={(event) => onChange({ window: { ...window, startMonth: Number(event.target.value) } })}
              options={months.map((month) => ({ value: String(month), label: t("edit.monthName", { month }) }))}
            />
          </Field>
        )}
        {window.kind !== "lifetime" && (
          <>
            <Field label={t("edit.hold")}>
              <Select
                value={String(holdPeriods)}
                onChange={(event) => onChange({ holdPeriods: Number(event.target.value) })}
                options={holds}
              />
            </Field>
            <Field label={t("edit.grace")} hint={t("edit.graceHint")}>
              <Select
                value={String(graceMonths)}
                onChange={(event) => onChange({ graceMonths: Number(event.target.value) })}
                options={[0, ...months].map((count) => ({
                  value: String(count),
                  label: `${count} ${t("edit.months")}`,
                }))}
              />
            </Field>
          </>
        )}
      </FormGrid>
      <FormGrid columns={2}>
        <RadioGroup
          legend={t("edit.returns")}
          name="rank-returns"
          value={returns}
          onValueChange={(value) => onChange({ returns: value as RankDefinition["returns"] })}
          options={(["at_once", "at_judgement"] as const).map((value) => ({ value, label: t(`returns.${value}`) }))}
        />
        <RadioGroup
          legend={t("edit.carries")}
          name="rank-carries"
          value={carries ? "keep" : "judge"}
          onValueChange={(value) => onChange({ carries: value === "keep" })}
          options={(["keep", "judge"] as const).map((value) => ({ value, label: t(`carries.${value}`) }))}
        />
      </FormGrid>
      {levels.some(({ couponIds = [] }) => couponIds.length > 0) && (
        <Field label={t("edit.againAfter")} hint={t("edit.againAfterHint")} className="max-w-60">
          <Input
            type="number"
            inputMode="numeric"
            min={0}
            max={3_650}
            suffix={t("edit.days")}
            value={String(couponAgainAfterDays)}
            onChange={(event) =>
              onChange({ couponAgainAfterDays: Math.min(3_650, Math.max(0, Math.trunc(Number(event.target.value)))) })
            }
          />
        </Field>
      )}
    </div>
  );
}
