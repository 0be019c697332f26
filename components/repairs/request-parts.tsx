"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormats } from "@/components/format/use-formats";
import { FormGrid } from "@/components/form/form-grid";
import { ProductPicture } from "@/components/my/product-picture";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import {
  choiceValue,
  type FieldErrors,
  type ProductChoice,
  type RequestFormView,
  type RequestValues,
} from "./request-values";

export interface PartProps {
  form: RequestFormView;
  values: RequestValues;
  set: (changes: Partial<RequestValues>) => void;
  errors: FieldErrors;
}

const firstShown = 4;

/** The member's own products, those under warranty first, and a way to name another. */
export function ProductPart({ form, values, set, errors }: PartProps) {
  const t = useTranslations("repairs.form");
  const [isWhole, showAll] = useState(false);
  const chosen = form.choices.findIndex((choice) => choiceValue(choice) === values.product);
  const shown = isWhole ? form.choices : form.choices.filter((_, place) => place < firstShown || place === chosen);
  return (
    <div className="grid gap-4">
      <RadioGroup
        legend={t("whichProduct")}
        name="product"
        look="cards"
        value={values.product}
        error={errors.product}
        onValueChange={(product) => set({ product, symptom: "" })}
        options={[
          ...shown.map((choice) => ({
            value: choiceValue(choice),
            label: <ChoiceLabel choice={choice} />,
            disabled: choice.underWay !== null,
          })),
          { value: "other", label: t("other"), hint: t("otherHint") },
        ]}
      />
      {shown.length < form.choices.length && (
        <Button variant="ghost" onClick={() => showAll(true)}>
          {t("more")}
        </Button>
      )}
      {values.product === "other" && (
        <Field label={t("otherName")} hint={t("otherNameHint")} required error={errors.otherName}>
          <Input
            name="otherName"
            maxLength={120}
            value={values.otherName}
            onChange={(event) => set({ otherName: event.target.value })}
          />
        </Field>
      )}
      <Field label={t("serial")} hint={t("serialHint")} optional error={errors.serialNo}>
        <Input
          name="serialNo"
          maxLength={60}
          autoComplete="off"
          value={values.serialNo}
          onChange={(event) => set({ serialNo: event.target.value })}
        />
      </Field>
    </div>
  );
}

function ChoiceLabel({ choice }: { choice: ProductChoice }) {
  const t = useTranslations("repairs");
  const formats = useFormats();
  const state = choice.underWay
    ? t("form.underWay", { number: choice.underWay.replace(/^(\d{4})/, "$1-") })
    : choice.endsOn === null
      ? t("form.boughtOn", { day: formats.date(choice.boughtOn) })
      : t(choice.isCovered ? "form.covered" : "form.ended", { day: formats.date(choice.endsOn) });
  return (
    <span className="flex items-center gap-3">
      <ProductPicture url={choice.imageUrl} className="size-12" />
      <span className="grid min-w-0">
        <span className="line-clamp-2">{choice.name}</span>
        <span className={choice.isCovered && !choice.underWay ? "text-xs text-ok" : "text-xs text-ink-3"}>{state}</span>
      </span>
    </span>
  );
}

/** Where and how the product comes to the shop. */
export function HandOverPart({
  form,
  values,
  set,
  errors,
  lookUp,
}: PartProps & {
  lookUp: (postalCode: string) => Promise<{ prefecture: string; city: string; area: string }[] | null>;
}) {
  const t = useTranslations("repairs.form");
  const words = useTranslations("repairs");
  const text = (name: "prefecture" | "city" | "addressLine", autoComplete: string, maxLength: number) => (
    <Field label={t(name)} required error={errors[name]}>
      <Input
        name={name}
        autoComplete={autoComplete}
        maxLength={maxLength}
        value={values[name]}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </Field>
  );
  const fillIn = async (postalCode: string) => {
    set({ postalCode });
    if (!/^\D*(?:\d\D*){7}$/.test(postalCode.normalize("NFKC"))) return;
    const [found] = (await lookUp(postalCode).catch(() => null)) ?? [];
    // Only what the code says changes; the street stays as it was typed.
    if (found) set({ postalCode, prefecture: found.prefecture, city: `${found.city}${found.area}` });
  };
  return (
    <div className="grid gap-5">
      <RadioGroup
        legend={t("how")}
        name="way"
        look="cards"
        value={values.way}
        error={errors.way}
        onValueChange={(way) => set({ way })}
        options={[
          { value: "store", label: words("handOver.store"), hint: t("storeHint") },
          {
            value: "pick_up",
            label: words("handOver.pick_up"),
            hint: form.pickUp ? t("pickUpHint") : t("noPickUp"),
            disabled: form.pickUp === null,
          },
        ]}
      />
      {values.way === "store" && (
        <Field label={t("store")} required error={errors.storeId}>
          <Select
            name="storeId"
            placeholder={t("chooseStore")}
            value={values.storeId}
            onChange={(event) => set({ storeId: event.target.value })}
            options={form.stores.map((store) => ({
              value: store.id,
              label: store.address ? `${store.name}（${store.address}）` : store.name,
            }))}
          />
        </Field>
      )}
      {values.way === "pick_up" && form.pickUp && (
        <>
          <FormGrid columns={2}>
            <Field label={t("postalCode")} required error={errors.postalCode}>
              <Input
                name="postalCode"
                inputMode="numeric"
                className="text-start"
                autoComplete="postal-code"
                maxLength={12}
                value={values.postalCode}
                onChange={(event) => void fillIn(event.target.value)}
              />
            </Field>
            {text("prefecture", "address-level1", 20)}
          </FormGrid>
          {text("city", "address-level2", 80)}
          {text("addressLine", "address-line1", 200)}
          <FormGrid columns={2}>
            <Field label={t("day")} required error={errors.on}>
              <Input
                name="on"
                type="date"
                min={form.pickUp.from}
                max={form.pickUp.to}
                value={values.on}
                onChange={(event) => set({ on: event.target.value })}
              />
            </Field>
            <Field label={t("window")} required error={errors.window}>
              <Select
                name="window"
                placeholder={t("choose")}
                value={values.window}
                onChange={(event) => set({ window: event.target.value })}
                options={form.pickUp.windows.map((value) => ({
                  value,
                  label: words(`windows.${value}` as "windows.morning"),
                }))}
              />
            </Field>
          </FormGrid>
        </>
      )}
    </div>
  );
}

/** How the shop reaches the person. */
export function ContactPart({ form, values, set, errors }: PartProps) {
  const t = useTranslations("repairs.form");
  const words = useTranslations("repairs.contact");
  return (
    <div className="grid gap-5">
      <RadioGroup
        legend={t("howContact")}
        name="contactWay"
        look="cards"
        value={values.contactWay}
        error={errors.contactWay}
        onValueChange={(contactWay) => set({ contactWay })}
        options={[
          {
            value: "mail",
            label: words("mail"),
            hint: form.known.hasMail ? t("contactMailHint") : t("noMail"),
            disabled: !form.known.hasMail,
          },
          { value: "phone", label: words("phone"), hint: t("contactPhoneHint") },
        ]}
      />
      {(values.contactWay === "phone" || values.way === "pick_up") && (
        <Field
          label={t("phone")}
          hint={values.way === "pick_up" ? t("phonePickUpHint") : undefined}
          required
          error={errors.phone}
        >
          <Input
            name="phone"
            type="tel"
            autoComplete="tel"
            maxLength={30}
            value={values.phone}
            onChange={(event) => set({ phone: event.target.value })}
          />
        </Field>
      )}
    </div>
  );
}
