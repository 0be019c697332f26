"use client";

import { useLocale, useTranslations } from "next-intl";
import { useTRPCClient } from "@/app/trpc-provider";
import { FormGrid } from "@/components/form/form-grid";
import { SectionForm } from "@/components/settings/section-form";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { settingsInput } from "@/server/tenancy/input";
import { clockOf } from "./clock";
import { useSection } from "./use-section";

type Language = { revision: string; defaultLocale: string; timeZone: string; businessDayStartMinutes: number };

type Props = { slug: string; saved: Language; timeZones: readonly string[]; now: Date };

/** Default language, zone, and when the business day begins. */
export function LanguageForm({ slug, saved, timeZones, now }: Props) {
  const t = useTranslations("settings.language");
  const locale = useLocale();
  const client = useTRPCClient();
  const form = useSection<Language>({
    name: `${slug}.language`,
    saved,
    schema: settingsInput.language,
    save: (values) => client.settings.changeLanguage.mutate(settingsInput.language.parse(values)),
    load: async () => (await client.settings.all.query()).language,
  });
  const { defaultLocale, timeZone, businessDayStartMinutes: dayStart } = form.values;
  const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const starts = [...new Set([...Array.from({ length: 25 }, (_, index) => index * 30), dayStart])].sort(
    (a, b) => a - b,
  );
  return (
    <SectionForm
      form={form}
      labels={{ defaultLocale: t("defaultLocale"), timeZone: t("timeZone"), businessDayStartMinutes: t("dayStart") }}
      show={(field, value) =>
        field === "businessDayStartMinutes"
          ? clockOf(Number(value))
          : field === "defaultLocale"
            ? t(`locales.${String(value)}`)
            : String(value)
      }
    >
      <RadioGroup
        legend={t("defaultLocale")}
        name="locale"
        look="inline"
        value={defaultLocale}
        onValueChange={(value) => form.set({ defaultLocale: value })}
        options={["ja", "en"].map((value) => ({ value, label: t(`locales.${value}`) }))}
      />
      <FormGrid columns={2}>
        <Field label={t("timeZone")} hint={t("timeZoneHint", { time: clock.format(now) })}>
          <Select
            value={timeZone}
            onChange={(event) => form.set({ timeZone: event.target.value })}
            options={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
          />
        </Field>
        <Field label={t("dayStart")} hint={t("dayStartHint", { time: clockOf(dayStart) })}>
          <Select
            value={String(dayStart)}
            onChange={(event) => form.set({ businessDayStartMinutes: Number(event.target.value) })}
            options={starts.map((minutes) => ({ value: String(minutes), label: clockOf(minutes) }))}
          />
        </Field>
      </FormGrid>
    </SectionForm>
  );
}
