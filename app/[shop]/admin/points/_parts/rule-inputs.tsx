"use client";

import { useTranslations } from "next-intl";
import type { RuleNames } from "@/components/earning/sentence";
import type { TypedRule, Wrong } from "@/components/earning/typed-rule";
import type { Lookups } from "@/components/segments/leaf-parts";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Desk } from "./desk";

export type FieldsProps = {
  typed: TypedRule;
  set: (change: Partial<TypedRule>) => void;
  wrong: Wrong | null;
  desk: Desk;
  names: RuleNames;
  lookups: Lookups;
};
/** The fields of a rule that are typed as text. */
export type Textual = { [K in keyof TypedRule]: TypedRule[K] extends string ? K : never }[keyof TypedRule];

/** What is wrong with a field, once somebody has tried to save. */
export function useWrongWords({ wrong }: FieldsProps) {
  const t = useTranslations("earning");
  return (field: keyof TypedRule) => (wrong?.field === field ? t(`invalid.${wrong.words}`) : undefined);
}

/** A number of a rule, as typed. */
export function NumberInput({
  name,
  label,
  suffix,
  ...fields
}: FieldsProps & { name: Textual; label: string; suffix?: string }) {
  const { typed, set } = fields;
  const wordsFor = useWrongWords(fields);
  return (
    <Field label={label} error={wordsFor(name)}>
      <Input
        inputMode="decimal"
        autoComplete="off"
        maxLength={12}
        suffix={suffix}
        value={typed[name]}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </Field>
  );
}
