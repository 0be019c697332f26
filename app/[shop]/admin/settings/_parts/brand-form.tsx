"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import { useTRPCClient } from "@/app/trpc-provider";
import { FormGrid } from "@/components/form/form-grid";
import { logoPath } from "@/components/layout/shop-brand";
import { BrandPreview } from "@/components/settings/brand-preview";
import { ColorGuard } from "@/components/settings/color-guard";
import { SectionForm } from "@/components/settings/section-form";
import { normaliseHex } from "@/components/ui/brand";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { settingsInput } from "@/server/tenancy/input";
import { brandColorCheck } from "@/server/tenancy/rules";
import { LogoField } from "./logo-field";
import type { StepForm } from "./step-form";
import { useSection } from "./use-section";

type Brand = { revision: string; name: string; nameLatin: string; brandColor: string; logoFileId: string | null };

/** Name, logo and colour of the shop, with the look they give. */
export function BrandForm({ slug, saved, step }: { slug: string; saved: Brand; step?: StepForm }) {
  const t = useTranslations("settings.brand");
  const wrong = useTranslations("settings.invalid");
  const client = useTRPCClient();
  const form = useSection<Brand>({
    name: `${slug}.brand`,
    saved,
    schema: z.any().transform(asKept).pipe(settingsInput.brand),
    save: (values) => client.settings.changeBrand.mutate(asKept(values)),
    load: async () => (await client.settings.all.query()).brand,
    onSaved: step?.onSaved,
  });
  const [isSending, setSending] = useState(false);
  const { name, nameLatin, brandColor, logoFileId } = form.values;
  const color = normaliseHex(asKept(form.values).brandColor);
  const shown = color ?? saved.brandColor;
  const errorOf = (field: string) => (form.wrongField === field ? wrong(field) : undefined);
  return (
    <SectionForm
      form={{ ...form, isSaving: form.isSaving || isSending }}
      labels={{ name: t("name"), nameLatin: t("nameLatin"), brandColor: t("color"), logoFileId: t("logo") }}
      show={(field, value) => (field === "logoFileId" ? t(value ? "logoChanged" : "logoNone") : String(value))}
      {...step?.button}
    >
      <FormGrid columns={2}>
        <Field label={t("name")} hint={t("nameHint")} error={errorOf("name")} required>
          <Input value={name} maxLength={120} onChange={(event) => form.set({ name: event.target.value })} />
        </Field>
        <Field label={t("nameLatin")} hint={t("nameLatinHint")} error={errorOf("nameLatin")} required>
          <Input value={nameLatin} maxLength={120} onChange={(event) => form.set({ nameLatin: event.target.value })} />
        </Field>
      </FormGrid>
      {!step && (
        <p className="text-sm text-ink-3">
          {t.rich("slug", { slug, code: (text) => <code className="font-mono text-ink-2">{text}</code> })}
        </p>
      )}
      <LogoField
        slug={slug}
        shop={{ name, color: shown }}
        fileId={logoFileId}
        onBusy={setSending}
        onChange={(fileId) => form.set({ logoFileId: fileId })}
      />
      <div className="grid gap-3">
        <div className="flex items-end gap-3">
          <input
            type="color"
            aria-label={t("colorPick")}
            value={shown}
            onChange={(event) => form.set({ brandColor: event.target.value })}
            className="size-control shrink-0 cursor-pointer rounded-md border border-line-strong bg-surface p-1"
          />
          <Field label={t("color")} error={color ? undefined : wrong("brandColor")} className="w-40">
            <Input
              value={brandColor}
              maxLength={9}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
              onChange={(event) => form.set({ brandColor: event.target.value })}
            />
          </Field>
        </div>
        <ColorGuard verdict={brandColorCheck(shown)} onTake={(brand) => form.set({ brandColor: brand })} />
      </div>
      <BrandPreview
        shop={{ name: name || saved.name, color: shown, logoUrl: logoFileId && logoPath(slug, logoFileId) }}
      />
    </SectionForm>
  );
}

/** What was typed as the shop keeps it ('#abc' is '#aabbcc'); what is no colour is left for the check to refuse. */
const asKept = (typed: Brand): Brand => ({
  ...typed,
  brandColor: normaliseHex(typed.brandColor) ?? normaliseHex(`#${typed.brandColor.trim()}`) ?? typed.brandColor,
});
