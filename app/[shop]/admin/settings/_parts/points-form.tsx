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
import { pointsFor, type ProgramRule } from "@/server/points/rules/program";
import { programsRevision } from "@/server/points/rules/programs-revision";
import type { StepForm } from "./step-form";
import { useSection } from "./use-section";

const numbers = [
  "ratePoints",
  "rateYen",
  "pendingDays",
  "pendingLatestDays",
  "expiryMonths",
  "returnGraceDays",
  "holdMinutes",
  "transferPerCall",
  "transferPerMonth",
  "familySize",
  "familyPerMonth",
] as const;
const choices = ["rounding", "pendingUntil", "expiryKind"] as const;
type NumberName = (typeof numbers)[number];
/** As typed; `day` is when it begins to count, empty for at once. */
type Typed = Record<NumberName | (typeof choices)[number] | "fixedMonth" | "fixedDay" | "revision" | "day", string>;

const typedOf = (rule: ProgramRule, revision: string): Typed => ({
  ...(Object.fromEntries([...numbers, ...choices].map((name) => [name, String(rule[name])])) as Record<
    NumberName | (typeof choices)[number],
    string
  >),
  fixedMonth: String(rule.fixedMonth ?? 3),
  fixedDay: String(rule.fixedDay ?? 31),
  day: "",
  revision,
});
const numberOf = (typed: string) => (typed.trim() === "" ? Number.NaN : Number(typed.normalize("NFKC")));
const ruleOf = (typed: Typed) => {
  const isFixed = typed.expiryKind === "fixed";
  return {
    ...(Object.fromEntries(numbers.map((name) => [name, numberOf(typed[name])])) as Record<NumberName, number>),
    rounding: typed.rounding,
    pendingUntil: typed.pendingUntil,
    expiryKind: typed.expiryKind,
    fixedMonth: isFixed ? numberOf(typed.fixedMonth) : null,
    fixedDay: isFixed ? numberOf(typed.fixedDay) : null,
  };
};

/** Where the words of each choice stand. */
const choiceWords = { rounding: "roundings", pendingUntil: "pendingUntils", expiryKind: "expiryKinds" } as const;
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

type Props = {
  slug: string;
  rule: ProgramRule;
  /** Which versions the shop has. */
  revision: string;
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
      .transform((typed: Typed) => ruleOf(typed) as z.input<typeof programInput>)
      .pipe(programInput),
    save: async (typed) => {
      const validFrom = typed.day ? instantOf(typed.day, dayStartMinutes, timeZone) : undefined;
      const { revision: seen } = typed;
      // "This is right": what is in force needs no second version.
      if (seen !== "" && JSON.stringify(typed) === JSON.stringify(typedOf(rule, seen))) return seen;
      const rules = programInput.parse(ruleOf(typed));
      return (await client.points.setProgram.mutate({ ...rules, validFrom, revision: seen })).revision;
    },
    load: async () => {
      const { programs } = await client.points.programs.query();
      return typedOf(programs[0] ?? rule, programsRevision(programs));
    },
    onSaved: step?.onSaved,
  });
  const { values, set, wrongField } = form;
  const parsed = programInput.safeParse(ruleOf(values));
  const choice = (name: (typeof choices)[number], options: readonly string[]) => (
    <Field label={t(name)}>
      <Select
        value={values[name]}
        onChange={(event) => set({ [name]: event.target.value })}
        options={options.map((value) => ({ value, label: t(`${choiceWords[name]}.${value}` as never) }))}
      />
    </Field>
  );
  const number = (name: NumberName, max: number, label: NumberName | "expiryMonthsFixed" = name) => (
    <Field
      label={t(label)}
      hint={t.has(`${label}Hint` as never) ? t(`${label}Hint` as never) : undefined}
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
        pendingUntil: t("pendingUntil"),
        expiryKind: t("expiryKind"),
        fixedMonth: t("fixedMonth"),
        fixedDay: t("fixedDay"),
        day: t("from"),
      }}
      show={(field, value) =>
        field in choiceWords
          ? t(`${choiceWords[field as keyof typeof choiceWords]}.${String(value)}` as never)
          : String(value)
      }
      {...step?.button}
    >
      <FormGrid columns={3}>
        {number("rateYen", 1_000_000)}
        {number("ratePoints", 1_000)}
        {choice("rounding", ["down", "half_up", "up"])}
        {!step && choice("pendingUntil", ["days", "shipped"])}
        {number("pendingDays", 365)}
        {!step && values.pendingUntil === "shipped" && number("pendingLatestDays", 365)}
        {!step && choice("expiryKind", ["rolling", "fixed", "sliding"])}
        {!step && values.expiryKind === "fixed" && (
          <Field label={t("fixedDay")} error={wrongField === "fixedMonth" ? wrong("fixedMonth") : undefined}>
            <div className="flex gap-2">
              <Select
                aria-label={t("fixedMonth")}
                value={values.fixedMonth}
                onChange={(event) => set({ fixedMonth: event.target.value })}
                options={upTo(12).map((n) => ({ value: String(n), label: formats.monthName(n) }))}
              />
              <Select
                aria-label={t("fixedDay")}
                value={values.fixedDay}
                onChange={(event) => set({ fixedDay: event.target.value })}
                options={upTo(31).map((n) => ({ value: String(n), label: t("dayOfMonth", { n }) }))}
              />
            </div>
          </Field>
        )}
        {number("expiryMonths", 120, values.expiryKind === "fixed" ? "expiryMonthsFixed" : undefined)}
        {number("returnGraceDays", 365)}
        {!step && number("holdMinutes", 1_440)}
      </FormGrid>
      {!step && (
        <fieldset className="grid gap-4">
          <legend className="mb-3 text-sm font-medium">{t("sharing")}</legend>
          <p className="text-sm text-ink-3">{t("sharingHint")}</p>
          <FormGrid columns={2}>
            {number("transferPerCall", 100_000_000)}
            {number("transferPerMonth", 100_000_000)}
            {number("familySize", 20)}
            {number("familyPerMonth", 100_000_000)}
          </FormGrid>
        </fieldset>
      )}
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
