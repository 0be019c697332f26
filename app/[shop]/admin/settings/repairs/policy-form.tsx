"use client";

import { useTranslations } from "next-intl";
import { useTRPCClient } from "@/app/trpc-provider";
import { FormGrid } from "@/components/form/form-grid";
import { SectionForm } from "@/components/settings/section-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { excludable, openStates, repairPolicy, type RepairPolicy } from "@/server/repairs/input";
import { useSection } from "../_parts/use-section";

type Values = RepairPolicy & { revision: string };

/** What the warranty leaves out, fees, and how long a repair may stand in each state. */
export function PolicyForm({
  slug,
  stores,
  saved,
}: {
  slug: string;
  stores: readonly { id: string; name: string }[];
  saved: Values;
}) {
  const t = useTranslations("repairs.policy");
  const words = useTranslations("repairs");
  const client = useTRPCClient();
  const load = async (): Promise<Values> => {
    const { policy, revision } = await client.repairs.policy.query();
    return { ...policy, revision: String(revision) };
  };
  const form = useSection<Values>({
    name: `${slug}.repair-policy`,
    saved,
    schema: repairPolicy,
    save: async ({ revision, ...policy }) => {
      const done = await client.repairs.savePolicy.mutate({ revision: Number(revision), policy });
      return String(done.revision);
    },
    load,
  });
  const { values, set, wrongField } = form;
  const number = (value: number, change: (next: number) => void, suffix: string, isWrong: boolean, max: number) => (
    <Input
      type="number"
      inputMode="numeric"
      min={0}
      max={max}
      suffix={suffix}
      aria-invalid={isWrong || undefined}
      value={String(value)}
      onChange={(event) => change(Math.trunc(Number(event.target.value)))}
    />
  );
  const plain = (
    name: "graceDays" | "diagnosticFeeYen" | "estimateValidDays" | "taxPercent" | "pickUpLeadDays",
    suffix: string,
    max: number,
  ) => number(values[name], (next) => set({ [name]: next }), suffix, wrongField === name, max);
  const wrong = (name: string) => (wrongField === name ? words("fieldErrors.invalid") : undefined);
  const labels = {
    excluded: t("excluded"),
    graceDays: t("grace"),
    diagnosticFeeYen: t("fee"),
    estimateValidDays: t("validDays"),
    taxPercent: t("tax"),
    isPickUpOffered: t("pickUp"),
    pickUpLeadDays: t("leadDays"),
    pickUpStoreId: t("pickUpStore"),
    targetDays: t("targets"),
  };
  return (
    <SectionForm
      form={form}
      labels={labels}
      show={(field, value) =>
        field === "pickUpStoreId"
          ? (stores.find(({ id }) => id === value)?.name ?? t("pickUpNearest"))
          : Array.isArray(value)
            ? value.map((cause: string) => words(`causes.${cause as "drop"}`)).join(" / ")
            : typeof value === "object"
              ? Object.values(value as object).join(" / ")
              : (value as string)
      }
    >
      <fieldset className="grid gap-1">
        <legend className="text-sm font-medium">{t("excluded")}</legend>
        <p className="mb-1 text-xs text-ink-3">{t("excludedHint")}</p>
        {excludable.map((cause) => (
          <Checkbox
            key={cause}
            label={words(`causes.${cause}`)}
            checked={values.excluded.includes(cause)}
            onChange={(event) =>
              set({
                excluded: excludable.filter((one) =>
                  one === cause ? event.target.checked : values.excluded.includes(one),
                ),
              })
            }
          />
        ))}
      </fieldset>
      <FormGrid columns={2}>
        <Field label={t("grace")} hint={t("graceHint")} error={wrong("graceDays")}>
          {plain("graceDays", t("days"), 90)}
        </Field>
        <Field label={t("fee")} hint={t("feeHint")} error={wrong("diagnosticFeeYen")}>
          {plain("diagnosticFeeYen", t("yen"), 100_000_000)}
        </Field>
        <Field label={t("validDays")} error={wrong("estimateValidDays")}>
          {plain("estimateValidDays", t("days"), 180)}
        </Field>
        <Field label={t("tax")} error={wrong("taxPercent")}>
          {plain("taxPercent", "%", 30)}
        </Field>
      </FormGrid>
      <Switch
        label={t("pickUp")}
        checked={values.isPickUpOffered}
        onChange={(event) => set({ isPickUpOffered: event.target.checked })}
      />
      {values.isPickUpOffered && (
        <FormGrid columns={2}>
          <Field label={t("leadDays")} error={wrong("pickUpLeadDays")}>
            {plain("pickUpLeadDays", t("days"), 30)}
          </Field>
          <Field label={t("pickUpStore")} hint={t("pickUpStoreHint")} error={wrong("pickUpStoreId")}>
            <Select
              value={values.pickUpStoreId ?? ""}
              onChange={(event) => set({ pickUpStoreId: event.target.value || null })}
              placeholder={t("pickUpNearest")}
              options={stores.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
        </FormGrid>
      )}
      <fieldset className="grid gap-3 border-t border-line pt-6">
        <legend className="sr-only">{t("targets")}</legend>
        <div>
          <h2 className="text-base">{t("targets")}</h2>
          <p className="text-sm text-ink-3">{t("targetsHint")}</p>
        </div>
        <FormGrid columns={3}>
          {openStates.map((state) => (
            <Field key={state} label={words(`states.${state}`)} error={wrong("targetDays")}>
              {number(
                values.targetDays[state],
                (next) => set({ targetDays: { ...values.targetDays, [state]: next } }),
                t("days"),
                wrongField === "targetDays",
                365,
              )}
            </Field>
          ))}
        </FormGrid>
      </fieldset>
    </SectionForm>
  );
}
