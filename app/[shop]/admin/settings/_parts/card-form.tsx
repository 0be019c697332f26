"use client";

import { useTranslations } from "next-intl";
import { useTRPCClient } from "@/app/trpc-provider";
import { CardSymbologies } from "@/components/settings/card-symbologies";
import { SectionForm } from "@/components/settings/section-form";
import { type cardSymbologies, settingsInput } from "@/server/tenancy/input";
import type { StepForm } from "./step-form";
import { useSection } from "./use-section";

type Card = { revision: string; cardSymbology: string };
type Symbology = (typeof cardSymbologies)[number];

type Props = {
  slug: string;
  saved: Card;
  samples: { spoken: string; svg: Record<Symbology, string> };
  step?: StepForm;
};

/** Which code stands on member cards, each shown as it would be drawn. */
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
      labels={{ cardSymbology: t("symbology") }}
      show={(_field, value) => t(`kinds.${String(value) as Symbology}.label`)}
      {...step?.button}
    >
      <CardSymbologies
        value={form.values.cardSymbology as Symbology}
        samples={samples}
        onChange={(cardSymbology) => form.set({ cardSymbology })}
      />
    </SectionForm>
  );
}
