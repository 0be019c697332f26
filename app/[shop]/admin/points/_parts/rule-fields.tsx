"use client";

import { useTranslations } from "next-intl";
import type { TypedRule } from "@/components/earning/typed-rule";
import { FormGrid } from "@/components/form/form-grid";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { occasions, reportedOccasions } from "@/server/earning/input";
import { ConditionFields } from "./condition-fields";
import { type FieldsProps, NumberInput, type Textual, useWrongWords } from "./rule-inputs";

/** Everything of a rule, in the order of its sentence. */
export function RuleFields(props: FieldsProps) {
  const t = useTranslations("earning");
  const { typed, set } = props;
  const wordsFor = useWrongWords(props);
  const isPlain = typed.gift !== "nothing";
  return (
    <>
      <Card className="grid gap-5">
        <Field label={t("fields.name")} hint={t("fields.nameHint")} error={wordsFor("name")} required>
          <Input maxLength={60} value={typed.name} onChange={(event) => set({ name: event.target.value })} />
        </Field>
        <RadioGroup
          legend={t("fields.gift")}
          name="gift"
          look="inline"
          value={typed.gift}
          onValueChange={(gift) => set({ gift: gift as TypedRule["gift"] })}
          options={(["multiply", "rate", "bonus", "nothing", "occasion"] as const).map((value) => ({
            value,
            label: t(`fields.${value}`),
          }))}
        />
        <GiftFields {...props} />
      </Card>
      <ConditionFields {...props} />
      {isPlain && <StackingFields {...props} />}
      {isPlain && <LimitFields {...props} />}
      {isPlain && <LifeFields {...props} />}
    </>
  );
}

export function Pick({
  typed,
  set,
  name,
  label,
  hint,
  options,
}: FieldsProps & {
  name: Textual;
  label: string;
  hint?: string | undefined;
  options: readonly { value: string; label: string }[];
}) {
  return (
    <Field label={label} hint={hint}>
      <Select value={typed[name]} options={options} onChange={(event) => set({ [name]: event.target.value })} />
    </Field>
  );
}

const isReported = (occasion: string) => (reportedOccasions as readonly string[]).includes(occasion);

function GiftFields(props: FieldsProps) {
  const t = useTranslations("earning");
  const { typed } = props;
  const points = <NumberInput {...props} name="points" label={t("fields.ratePoints")} suffix={t("fields.points")} />;
  const choice = (name: "rounding" | "taxBase" | "per", label: string, values: readonly string[]) => (
    <Pick
      {...props}
      name={name}
      label={label}
      options={values.map((value) => ({ value, label: t(`options.${name}.${value}` as never) }))}
    />
  );
  switch (typed.gift) {
    case "multiply":
      return (
        <FormGrid columns={3}>
          <NumberInput {...props} name="times" label={t("fields.times")} suffix={t("fields.timesUnit")} />
        </FormGrid>
      );
    case "rate":
      return (
        <FormGrid columns={2}>
          <NumberInput {...props} name="perYen" label={t("fields.ratePer")} />
          {points}
          {choice("rounding", t("fields.rounding"), ["down", "half_up", "up"])}
          {choice("taxBase", t("fields.taxBase"), ["included", "excluded"])}
        </FormGrid>
      );
    case "bonus":
      return (
        <FormGrid columns={2}>
          {points}
          {choice("per", t("fields.bonusPer"), ["sale", "piece"])}
        </FormGrid>
      );
    case "occasion":
      return (
        <FormGrid columns={2}>
          <Pick
            {...props}
            name="occasion"
            label={t("fields.occasionKind")}
            hint={isReported(typed.occasion) ? t("fields.occasionReported") : undefined}
            options={occasions.map((value) => ({ value, label: t(`options.occasion.${value}`) }))}
          />
          {points}
        </FormGrid>
      );
    case "nothing":
      return null;
  }
}

function StackingFields(props: FieldsProps) {
  const t = useTranslations("earning");
  const { typed, set } = props;
  const wordsFor = useWrongWords(props);
  return (
    <Card className="grid gap-5">
      <RadioGroup
        legend={t("fields.stacking")}
        name="stacking"
        value={typed.stacking}
        onValueChange={(stacking) => set({ stacking: stacking as TypedRule["stacking"] })}
        options={(["sum", "best", "alone"] as const).map((value) => ({ value, label: t(`options.stack.${value}`) }))}
      />
      <FormGrid columns={2}>
        {typed.stacking === "best" && (
          <Field label={t("fields.group")} error={wordsFor("group")}>
            <Input maxLength={40} value={typed.group} onChange={(event) => set({ group: event.target.value })} />
          </Field>
        )}
        <Field label={t("fields.precedence")} hint={t("fields.precedenceHint")} error={wordsFor("precedence")}>
          <Input
            inputMode="numeric"
            maxLength={3}
            value={typed.precedence}
            onChange={(event) => set({ precedence: event.target.value })}
          />
        </Field>
      </FormGrid>
    </Card>
  );
}

function LimitFields(props: FieldsProps) {
  const t = useTranslations("earning");
  const period = (values: readonly ("day" | "month" | "year" | "ever")[]) =>
    values.map((value) => ({ value, label: t(`options.period.${value}`) }));
  const points = t("fields.points");
  return (
    <Card className="grid gap-5">
      <h2 className="text-sm font-medium">{t("fields.limits")}</h2>
      {props.typed.gift !== "occasion" && (
        <FormGrid columns={2}>
          <NumberInput {...props} name="perSale" label={t("fields.perSale")} suffix={points} />
        </FormGrid>
      )}
      <FormGrid columns={2}>
        <NumberInput {...props} name="perMember" label={t("fields.perMember")} suffix={points} />
        <Pick
          {...props}
          name="perMemberPeriod"
          label={t("fields.perMemberPeriod")}
          options={period(["day", "month", "year", "ever"])}
        />
        <NumberInput {...props} name="timesLimit" label={t("fields.timesPerMember")} suffix={t("fields.timesUnit2")} />
        <Pick
          {...props}
          name="timesPeriod"
          label={t("fields.perMemberPeriod")}
          options={period(["day", "month", "year", "ever"])}
        />
        <NumberInput {...props} name="budget" label={t("fields.budgetPoints")} suffix={points} />
        <Pick
          {...props}
          name="budgetPeriod"
          label={t("fields.budgetPeriod")}
          options={period(["day", "month", "ever"])}
        />
      </FormGrid>
    </Card>
  );
}

function LifeFields(props: FieldsProps) {
  const t = useTranslations("earning");
  const { typed, set } = props;
  const wordsFor = useWrongWords(props);
  return (
    <Card className="grid gap-5">
      <h2 className="text-sm font-medium">{t("fields.life")}</h2>
      <FormGrid columns={3}>
        <NumberInput {...props} name="pendingDays" label={t("fields.pending")} suffix={t("fields.days")} />
        <Pick
          {...props}
          name="expiry"
          label={t("fields.expiry")}
          options={(["program", "days", "months", "date"] as const).map((value) => ({
            value,
            label: t(`options.expiry.${value}`),
          }))}
        />
        {(typed.expiry === "days" || typed.expiry === "months") && (
          <NumberInput
            {...props}
            name="expiryNumber"
            label={t(typed.expiry === "days" ? "fields.expiryDays" : "fields.expiryMonths")}
            suffix={t(typed.expiry === "days" ? "fields.days" : "fields.months")}
          />
        )}
        {typed.expiry === "date" && (
          <Field label={t("fields.expiryDate")} error={wordsFor("expiryDay")}>
            <Input type="date" value={typed.expiryDay} onChange={(event) => set({ expiryDay: event.target.value })} />
          </Field>
        )}
      </FormGrid>
    </Card>
  );
}
