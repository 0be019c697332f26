"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { SkeletonText } from "@/components/ui/skeleton";
import type { SegmentRule } from "@/server/segments/input";
import { SegmentPreview } from "./segment-preview";
import { SegmentRuleEditor } from "./segment-rule-editor";

/** The target of a campaign, as `campaigns/input.ts` takes it. */
export interface TargetValue {
  rule: SegmentRule;
  /** The saved segment that the rule was taken from. */
  segmentId?: string;
}

export interface SegmentPickerProps {
  /** What the step begins with; null for nothing chosen yet. Uncontrolled from then on: give another `key` to begin anew. */
  initial: TargetValue | null;
  /** The target at every change; null while nothing is chosen or a condition is not whole. */
  onChange: (value: TargetValue | null) => void;
  canSeePersons: boolean;
}

type Mode = "saved" | "inline";
const everyone: SegmentRule = { type: "everyone" };
// jsonb gives keys back in another order than they were sent.
const canonical = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(canonical)
    : typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, canonical(inner)]),
        )
      : value;
const isSame = (a: SegmentRule, b: SegmentRule) => JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));

/** Whom to reach: a saved segment, or conditions made here; with words, live count and sample either way. */
export function SegmentPicker({ initial, onChange, canSeePersons }: SegmentPickerProps) {
  const t = useTranslations("segmentBuilder.picker");
  const errorText = useErrorText();
  const radios = useId();
  const trpc = useTRPC();
  const list = useQuery(trpc.segments.list.queryOptions());
  const [value, setValue] = useState(initial);
  const [mode, setMode] = useState<Mode>(initial && !initial.segmentId ? "inline" : "saved");
  // A new editor for each beginning: conditions of a segment that are taken over, or a step back to one's own.
  const [beginning, setBeginning] = useState({ rule: initial?.rule ?? everyone, no: 0 });
  const set = (next: TargetValue | null) => {
    setValue(next);
    onChange(next);
  };
  const saved = list.data?.rows ?? [];
  const chosen = saved.find((row) => row.id === value?.segmentId);
  const edit = (rule: SegmentRule) => {
    setBeginning(({ no }) => ({ rule, no: no + 1 }));
    setMode("inline");
    set({ rule });
  };
  return (
    <div className="grid gap-5">
      <RadioGroup
        legend={t("label")}
        name={radios}
        look="inline"
        value={mode}
        onValueChange={(next) => {
          if (next === "inline") edit(value?.rule ?? everyone);
          else {
            setMode("saved");
            set(null);
          }
        }}
        options={[
          { value: "saved", label: t("saved") },
          { value: "inline", label: t("inline") },
        ]}
      />
      {mode === "inline" && (
        <SegmentRuleEditor
          key={beginning.no}
          initial={beginning.rule}
          {...(list.data ? { names: list.data.names } : {})}
          canSeePersons={canSeePersons}
          onChange={(rule) => set(rule && { rule })}
        />
      )}
      {mode === "saved" && list.isPending && <SkeletonText lines={3} />}
      {mode === "saved" && list.isError && <Notice tone="danger">{errorText(list.error)}</Notice>}
      {mode === "saved" && list.data && (
        <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="grid gap-4">
            <Field label={t("choose")} hint={saved.length === 0 ? t("none") : chosen?.description || undefined}>
              <Combobox
                choices={saved.map((row) => ({ value: row.id, label: row.name, hint: row.description || undefined }))}
                value={value?.segmentId ?? null}
                placeholder={t("placeholder")}
                onValueChange={(id) => {
                  const row = saved.find((one) => one.id === id);
                  if (row) set({ rule: row.rule, segmentId: row.id });
                }}
              />
            </Field>
            {value?.segmentId && !chosen && <Notice tone="warn">{t("gone")}</Notice>}
            {value && chosen && !isSame(chosen.rule, value.rule) && (
              <Notice
                tone="warn"
                actions={
                  <Button size="sm" onClick={() => set({ rule: chosen.rule, segmentId: chosen.id })}>
                    {t("takeNew")}
                  </Button>
                }
              >
                {t("changed")}
              </Notice>
            )}
            {value && (
              <div>
                <Button size="sm" onClick={() => edit(value.rule)}>
                  {t("detach")}
                </Button>
              </div>
            )}
          </div>
          {value && <SegmentPreview rule={value.rule} names={list.data.names} canSeePersons={canSeePersons} />}
        </div>
      )}
    </div>
  );
}
