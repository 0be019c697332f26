"use client";

import type { RuleNames } from "@/components/earning/sentence";
import type { TypedRule, wrongField } from "@/components/earning/typed-rule";
import type { Lookups } from "@/components/segments/leaf-parts";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Desk } from "./desk";

export type FieldsProps = {
  typed: TypedRule;
  set: (change: Partial<TypedRule>) => void;
  wrong: ReturnType<typeof wrongField> | null;
  desk: Desk;
  names: RuleNames;
  lookups: Lookups;
};
/** The fields of a rule that are typed as text. */
export type Textual = { [K in keyof TypedRule]: TypedRule[K] extends string ? K : never }[keyof TypedRule];

/** A number of a rule, as typed. */
export function NumberInput({
  typed,
  set,
  name,
  label,
  suffix,
}: FieldsProps & { name: Textual; label: string; suffix?: string }) {
  return (
    <Field label={label}>
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
