"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/trpc-provider";
import { FormGrid } from "@/components/form/form-grid";
import { RankChip } from "@/components/ranks/rank-chip";
import { useRankName } from "@/components/ranks/rank-words";
import { PickMany } from "@/components/segments/leaf-fields";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { RankDefinition, RankLevel } from "@/server/ranks/input";
import type { Problems } from "./use-rank-draft";

type Props = {
  definition: RankDefinition;
  freshIds: readonly string[];
  problems: Problems;
  onChange: (levels: RankLevel[]) => void;
};

const units = { amount: "yen", purchases: "times", points: "points" } as const;
const most = 8;

/** The ranks from the lowest up: name, colour, what is needed, what it brings. */
export function LevelFields({ definition, freshIds, problems, onChange }: Props) {
  const t = useTranslations("ranks.edit");
  const name = useRankName();
  const { basis, levels } = definition;
  const trpc = useTRPC();
  const offered = useQuery({ ...trpc.coupons.toGive.queryOptions(), staleTime: 300_000 });
  const coupons = (offered.data ?? []).map((one) => ({ value: one.couponId, label: one.name }));
  const set = (place: number, part: Partial<RankLevel>) =>
    onChange(levels.map((level, at) => (at === place ? { ...level, ...part } : level)));
  const freshId = freshIds.find((id) => !levels.some((level) => level.id === id));
  const add = () => {
    const top = levels.at(-1);
    if (!freshId || !top) return;
    const fresh = { id: freshId, nameJa: "", nameEn: "", color: "#4c1d95", benefitsJa: [], benefitsEn: [] };
    onChange([...levels, { ...fresh, threshold: Math.max(top.threshold * 2, 1) }]);
  };
  return (
    <fieldset className="grid gap-4 border-t border-line pt-6">
      <legend className="sr-only">{t("levels")}</legend>
      <div>
        <h3 className="text-base">{t("levels")}</h3>
        <p className="text-sm text-ink-3">{t("levelsHint")}</p>
      </div>
      <ol className="grid gap-4">
        {levels.map((level, place) => {
          const wrong = (field: string) => problems[`levels.${place}.${field}`];
          const label = place === 0 ? t("lowestLevel") : t("level", { place: place + 1 });
          return (
            <li key={level.id} className="grid gap-4 rounded-lg border border-line p-4">
              <fieldset className="contents">
                <legend className="sr-only">{label}</legend>
                <div className="flex items-center gap-3">
                  <span className="text-xs text-ink-3">{label}</span>
                  {name(level) && <RankChip name={name(level)} color={level.color} />}
                  {place > 0 && levels.length > 2 && (
                    <span className="ms-auto">
                      <IconButton
                        icon={<Trash2 aria-hidden />}
                        label={t("remove", { name: name(level) || label })}
                        onClick={() => onChange(levels.filter((one) => one.id !== level.id))}
                      />
                    </span>
                  )}
                </div>
                <div className="grid items-start gap-4 sm:grid-cols-[auto_1fr_1fr_12rem]">
                  <label className="grid gap-1.5 text-sm font-medium">
                    {t("color")}
                    <input
                      type="color"
                      value={level.color}
                      onChange={(event) => set(place, { color: event.target.value })}
                      className="size-control cursor-pointer rounded-md border border-line-strong bg-surface p-1"
                    />
                  </label>
                  <Field label={t("nameJa")} error={wrong("nameJa")}>
                    <Input
                      value={level.nameJa}
                      maxLength={30}
                      onChange={(event) => set(place, { nameJa: event.target.value })}
                    />
                  </Field>
                  <Field label={t("nameEn")} error={wrong("nameEn")}>
                    <Input
                      value={level.nameEn}
                      maxLength={30}
                      onChange={(event) => set(place, { nameEn: event.target.value })}
                    />
                  </Field>
                  {place > 0 && (
                    <Field label={t("threshold")} error={wrong("threshold")}>
                      <Input
                        type="number"
                        inputMode="numeric"
                        min={1}
                        suffix={t(units[basis])}
                        value={String(level.threshold)}
                        onChange={(event) => set(place, { threshold: Math.trunc(Number(event.target.value)) })}
                      />
                    </Field>
                  )}
                </div>
                <FormGrid columns={2}>
                  <Lines
                    label={t("benefitsJa")}
                    hint={t("benefitsHint")}
                    error={wrong("benefitsJa")}
                    value={level.benefitsJa}
                    onChange={(benefitsJa) => set(place, { benefitsJa })}
                  />
                  <Lines
                    label={t("benefitsEn")}
                    error={wrong("benefitsEn")}
                    value={level.benefitsEn}
                    onChange={(benefitsEn) => set(place, { benefitsEn })}
                  />
                </FormGrid>
                {place > 0 && (
                  <div className="grid gap-1.5">
                    <span className="text-sm font-medium">{t("coupons")}</span>
                    <PickMany
                      label={t("coupons")}
                      placeholder={t("addCoupon")}
                      value={level.couponIds}
                      onChange={(couponIds) => set(place, { couponIds: couponIds ?? [] })}
                      nameOf={(id) => coupons.find(({ value }) => value === id)?.label ?? "…"}
                      choices={coupons}
                    />
                    <p className="text-xs text-ink-3">{t("couponsHint")}</p>
                  </div>
                )}
              </fieldset>
            </li>
          );
        })}
      </ol>
      <div>
        <Button
          icon={<Plus aria-hidden />}
          disabledReason={levels.length >= most || !freshId ? t("addMax") : undefined}
          onClick={add}
        >
          {t("add")}
        </Button>
      </div>
    </fieldset>
  );
}

type LinesProps = {
  label: string;
  hint?: string;
  error?: string;
  value: readonly string[];
  onChange: (lines: string[]) => void;
};

/** A list as lines of a text; empty ones are taken away when the field is left. */
const Lines = ({ label, hint, error, value, onChange }: LinesProps) => (
  <Field label={label} hint={hint} error={error} optional>
    <Textarea
      rows={2}
      value={value.join("\n")}
      onChange={(event) => onChange(event.target.value === "" ? [] : event.target.value.split("\n"))}
      onBlur={() => onChange(value.map((line) => line.trim()).filter((line) => line !== ""))}
    />
  </Field>
);
