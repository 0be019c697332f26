"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import { useTRPCClient } from "@/app/trpc-provider";
import { FormGrid } from "@/components/form/form-grid";
import { useFormats } from "@/components/format/use-formats";
import { PointsExample, useProgramWords } from "@/components/settings/program-words";
import { SectionForm } from "@/components/settings/section-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { addDays, dayIn, instantOf } from "@/server/kernel/time";
import { programInput } from "@/server/points/input";
import { pointsFor, type ProgramRule } from "@/server/points/rules";
import type { StepForm } from "./step-form";
import { useSection } from "./use-section";

const numbers = ["ratePoints", "rateYen", "pendingDays", "expiryMonths", "returnGraceDays"] as const;
type NumberName = (typeof numbers)[number];
/** As typed; `day` is when it begins to count, empty for at once. */
type Typed = Record<NumberName, string> & { revision: string; rounding: string; day: string };

const typedOf = (rule: ProgramRule, revision: number): Typed => ({
  ...(Object.fromEntries(numbers.map((name) => [name, String(rule[name])])) as Record<NumberName, string>),
  rounding: rule.rounding,
  day: "",
  revision: String(revision),
});
const ruleOf = (typed: Typed) => ({
  ...(Object.fromEntries(
    numbers.map((name) => [name, typed[name].trim() === "" ? Number.NaN : Number(typed[name].normalize("NFKC"))]),
  ) as Record<NumberName, number>),
  rounding: typed.rounding,
});

type Props = {
  slug: string;
  rule: ProgramRule;
  /** How many versions the shop has had. */
  revision: number;
  timeZone: string;
  dayStartMinutes: number;
  now: Date;
  step?: StepForm;
};

/** How points are earned and how long they live, said back in one sentence with an example. */
export function PointsForm({ slug, rule, revision, timeZone, dayStartMinutes, now, step }: Props) {
  const t = useTranslations("settings.points");
  const wrong = useTranslations("settings.invalid");
  const formats = useFormats();
  const words = useProgramWords();
  const client = useTRPCClient();
  const [amount, setAmount] = useState("1980");
  const tomorrow = addDays(dayIn(now, timeZone), 1);
  const form = useSection<Typed>({
    name: `${slug}.points`,
    saved: typedOf(rule, revision),
    schema: z
      .any()
      .transform((typed: Typed) => ruleOf(typed))
      .pipe(programInput),
    save: async (typed) => {
      const validFrom = typed.day ? instantOf(typed.day, dayStartMinutes, timeZone) : undefined;
      const count = Number(typed.revision);
      // "This is right": what is in force needs no second version.
      if (count > 0 && JSON.stringify(typed) === JSON.stringify(typedOf(rule, count))) return typed.revision;
      await client.points.setProgram.mutate({ ...programInput.parse(ruleOf(typed)), validFrom, revision: count });
      return String(count + 1);
    },
    load: async () => {
      const { programs } = await client.points.programs.query();
      return typedOf(programs[0] ?? rule, programs.length);
    },
    onSaved: step?.onSaved,
  });
  const { values, set, wrongField } = form;
  const parsed = programInput.safeParse(ruleOf(values));
  const number = (name: NumberName, max: number) => (
    <Field
      label={t(name)}
      hint={t.has(`${name}Hint`) ? t(`${name}Hint`) : undefined}
      error={wrongField === name ? wrong(name) : undefined}
    >
      <Input
        inputMode="numeric"
        autoComplete="off"
        maxLength={String(max).length}
        suffix={t(`units.${name}`)}
        value={values[name]}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </Field>
  );
  const yen = Number(amount.normalize("NFKC").replaceAll(",", "")) || 0;
  return (
    <SectionForm
      form={form}
      labels={{
        ...Object.fromEntries(numbers.map((name) => [name, t(name)])),
        rounding: t("rounding"),
        day: t("from"),
      }}
      show={(field, value) => (field === "rounding" ? t(`roundings.${String(value)}`) : String(value))}
      {...step?.button}
    >
      <FormGrid columns={3}>
        {number("rateYen", 1_000_000)}
        {number("ratePoints", 1_000)}
        <Field label={t("rounding")}>
          <Select
            value={values.rounding}
            onChange={(event) => set({ rounding: event.target.value })}
            options={(["down", "half_up", "up"] as const).map((value) => ({ value, label: t(`roundings.${value}`) }))}
          />
        </Field>
        {number("pendingDays", 365)}
        {number("expiryMonths", 120)}
        {number("returnGraceDays", 365)}
      </FormGrid>
      {!step && (
        <div className="grid gap-3">
          <RadioGroup
            legend={t("from")}
            name="from"
            look="inline"
            value={values.day ? "day" : "now"}
            onValueChange={(value) => set({ day: value === "day" ? tomorrow : "" })}
            options={[
              { value: "now", label: t("fromNow") },
              { value: "day", label: t("fromDay") },
            ]}
          />
          {values.day && (
            <Field label={t("fromDayLabel")} className="w-52">
              <Input
                type="date"
                min={tomorrow}
                value={values.day}
                onChange={(event) => set({ day: event.target.value || tomorrow })}
              />
            </Field>
          )}
        </div>
      )}
      <div className="grid gap-3 rounded-lg bg-sunken px-4 py-4">
        <p className="text-sm" role="status">
          {parsed.success ? words(parsed.data) : t("incomplete")}
          {!step && ` ${values.day ? t("saysFromDay", { day: formats.date(values.day) }) : t("saysFromNow")}`}
        </p>
        <PointsExample
          amount={amount}
          onAmount={setAmount}
          points={parsed.success ? pointsFor(parsed.data, yen) : null}
        />
      </div>
    </SectionForm>
  );
}
