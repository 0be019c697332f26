"use client";

import { useTranslations } from "next-intl";
import { useTRPCClient } from "@/app/trpc-provider";
import { CardSymbologies } from "@/components/settings/card-symbologies";
import { SectionForm } from "@/components/settings/section-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { type cardSymbologies, settingsInput, spendProofs } from "@/server/tenancy/input";
import type { StepForm } from "./step-form";
import { useSection } from "./use-section";

type Proof = (typeof spendProofs)[number];
type Card = { revision: string; cardSymbology: string; spendProof: Proof; offlineSpendPerDay: number };
type Symbology = (typeof cardSymbologies)[number];

type Props = {
  slug: string;
  saved: Card;
  samples: { spoken: string; svg: Record<Symbology, string> };
  step?: StepForm;
};

/** Which code stands on member cards, each shown as it would be drawn; and what a till needs before points are paid with. */
export function CardForm({ slug, saved, samples, step }: Props) {
  const t = useTranslations("settings.card");
  const client = useTRPCClient();
  const form = useSection<Card>({
    name: `${slug}.card`,
    saved,
    schema: settingsInput.card,
    save: (values) => client.settings.changeCard.mutate(settingsInput.card.parse(values)),
    load: async () => (await client.settings.all.query()).card,
    onSaved: step?.onSaved,
  });
  return (
    <SectionForm
      form={form}
      labels={{
        cardSymbology: t("symbology"),
        spendProof: t("spend.proof"),
        offlineSpendPerDay: t("spend.offline"),
      }}
      show={(field, value) =>
        field === "cardSymbology"
          ? t(`kinds.${String(value) as Symbology}.label`)
          : field === "spendProof"
            ? t(`spend.${value === "code" ? "code" : "card"}`)
            : String(value)
      }
      {...step?.button}
    >
      <CardSymbologies
        value={form.values.cardSymbology as Symbology}
        samples={samples}
        onChange={(cardSymbology) => form.set({ cardSymbology })}
      />
      {!step && (
        <>
          <RadioGroup
            legend={t("spend.proof")}
            name="spendProof"
            look="cards"
            value={form.values.spendProof}
            onValueChange={(value) => form.set({ spendProof: value === "code" ? "code" : "card" })}
            options={spendProofs.map((value) => ({ value, label: t(`spend.${value}`), hint: t(`spend.${value}Hint`) }))}
          />
          <Field label={t("spend.offline")} hint={t("spend.offlineHint")}>
            <Input
              inputMode="numeric"
              maxLength={7}
              className="max-w-40"
              value={String(form.values.offlineSpendPerDay)}
              onChange={(event) => form.set({ offlineSpendPerDay: Number(event.target.value.replace(/\D/g, "")) })}
            />
          </Field>
        </>
      )}
    </SectionForm>
  );
}
