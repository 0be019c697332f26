"use client";

import { useTranslations } from "next-intl";
import { useTRPCClient } from "@/app/trpc-provider";
import { FormGrid } from "@/components/form/form-grid";
import { SectionForm } from "@/components/settings/section-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { householdMails, settingsInput } from "@/server/tenancy/input";
import { clockOf, minutesOf } from "./clock";
import { useSection } from "./use-section";

type Sending = ReturnType<typeof settingsInput.sending.parse>;

/** Sender, company details, quiet hours and cap. */
export function SendingForm({ slug, saved }: { slug: string; saved: Sending }) {
  const t = useTranslations("settings.sending");
  const wrong = useTranslations("settings.invalid");
  const client = useTRPCClient();
  const form = useSection<Sending>({
    name: `${slug}.sending`,
    saved,
    schema: settingsInput.sending,
    save: (values) => client.settings.changeSending.mutate(values),
    load: async () => (await client.settings.all.query()).sending,
  });
  const { values, set, wrongField } = form;
  const text = (name: "mailFromName" | "mailFromAddress" | "legalName" | "legalAddress" | "contactUrl") => ({
    label: t(name),
    hint: t(`${name}Hint`),
    error: wrongField === name ? wrong(name) : undefined,
    required: true,
    children: (
      <Input
        value={values[name]}
        maxLength={320}
        type={name === "mailFromAddress" ? "email" : name === "contactUrl" ? "url" : "text"}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    ),
  });
  const { quietStartMinutes: start, quietEndMinutes: end, marketingCapPerWeek: cap } = values;
  const time = (name: "quietStartMinutes" | "quietEndMinutes") => (
    <Field label={t(name)}>
      <Input
        type="time"
        value={clockOf(values[name])}
        onChange={(event) => set({ [name]: minutesOf(event.target.value) ?? values[name] })}
      />
    </Field>
  );
  const hours = start === end ? "none" : start > end ? "overnight" : "within";
  return (
    <SectionForm
      form={form}
      labels={Object.fromEntries(Object.keys(saved).map((name) => [name, name === "revision" ? "" : t(name)]))}
      show={(field, value) =>
        field.startsWith("quiet")
          ? clockOf(Number(value))
          : field === "householdMail"
            ? t(`householdMails.${String(value)}` as "householdMails.each")
            : String(value)
      }
    >
      <FormGrid columns={2}>
        <Field {...text("mailFromName")} />
        <Field {...text("mailFromAddress")} />
      </FormGrid>
      <p className="text-sm text-ink-3">
        {t("fromPreview", { from: `${values.mailFromName} <${values.mailFromAddress}>` })}
      </p>
      <div className="grid gap-5 border-t border-line pt-6">
        <div>
          <h2 className="text-base">{t("lawTitle")}</h2>
          <p className="text-sm text-ink-3">{t("lawHint")}</p>
        </div>
        <FormGrid columns={2}>
          <Field {...text("legalName")} />
          <Field {...text("legalAddress")} />
          <Field {...text("contactUrl")} />
        </FormGrid>
      </div>
      <div className="grid gap-5 border-t border-line pt-6">
        <div>
          <h2 className="text-base">{t("rulesTitle")}</h2>
          <p className="text-sm text-ink-3">{t("rulesHint")}</p>
        </div>
        <FormGrid columns={3}>
          {time("quietStartMinutes")}
          {time("quietEndMinutes")}
          <Field
            label={t("marketingCapPerWeek")}
            error={wrongField === "marketingCapPerWeek" ? wrong("marketingCapPerWeek") : undefined}
          >
            <Input
              type="number"
              inputMode="numeric"
              min={0}
              max={100}
              suffix={t("capUnit")}
              value={String(cap)}
              onChange={(event) => set({ marketingCapPerWeek: Number(event.target.value) })}
            />
          </Field>
        </FormGrid>
        <RadioGroup
          legend={t("householdMail")}
          name="householdMail"
          value={values.householdMail ?? "each"}
          onValueChange={(value) => set({ householdMail: householdMails.find((one) => one === value) ?? "each" })}
          options={householdMails.map((value) => ({ value, label: t(`householdMails.${value}`) }))}
        />
        <p className="text-sm text-ink-3">{t("householdMailHint")}</p>
        <p className="rounded-lg bg-sunken px-4 py-3 text-sm">
          {t(`says.${hours}`, { start: clockOf(start), end: clockOf(end) })} {t("says.cap", { cap })}
        </p>
      </div>
    </SectionForm>
  );
}
