"use client";

import { lazy, Suspense, useState } from "react";
import { useLightWords } from "@/components/form/light-words";
import type { PlaceFound } from "@/components/my/postal-fields";
import { ProductPicture } from "@/components/my/product-picture";
import { buttonStyle } from "@/components/ui/button-style";
import { RadioGroup } from "@/components/ui/radio-group";
import { ChoiceField, TextField } from "@/components/ui/text-field";
import { useFields } from "./use-fields";
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

export type LookUp = (postalCode: string) => Promise<PlaceFound[] | null>;

const firstShown = 4;
/** Travels only when somebody wants to be called on. */
const PickUpFields = lazy(() => import("./pick-up-fields").then((found) => ({ default: found.PickUpFields })));

/** The member's own products, those under warranty first, and a way to name another. */
export function ProductPart({ form, values, set, errors }: PartProps) {
  const t = useLightWords("repairs.form");
  const field = useFields({ values, set, errors });
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
        <button type="button" onClick={() => showAll(true)} className={buttonStyle({ variant: "ghost" })}>
          {t("more")}
        </button>
      )}
      {values.product === "other" && (
        <TextField {...field("otherName", t("otherName"))} hint={t("otherNameHint")} maxLength={120} />
      )}
      <TextField {...field("serialNo", t("serial"), true)} hint={t("serialHint")} maxLength={60} autoComplete="off" />
    </div>
  );
}

const ChoiceLabel = ({ choice }: { choice: ProductChoice }) => (
  <span className="flex items-center gap-3">
    <ProductPicture url={choice.imageUrl} className="size-12" />
    <span className="grid min-w-0">
      <span className="line-clamp-2">{choice.name}</span>
      <span className={choice.isCovered && !choice.underWay ? "text-xs text-ok" : "text-xs text-ink-3"}>
        {choice.note}
      </span>
    </span>
  </span>
);

/** Where and how the product comes to the shop. */
export function HandOverPart({ form, values, set, errors, lookUp }: PartProps & { lookUp: LookUp }) {
  const t = useLightWords("repairs.form");
  const handOver = useLightWords("repairs.handOver");
  const field = useFields({ values, set, errors });
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
          { value: "store", label: handOver("store"), hint: t("storeHint") },
          {
            value: "pick_up",
            label: handOver("pick_up"),
            hint: form.pickUp ? t("pickUpHint") : t("noPickUp"),
            disabled: form.pickUp === null,
          },
        ]}
      />
      {values.way === "store" && (
        <ChoiceField
          {...field("storeId", t("store"))}
          options={[
            { value: "", label: t("chooseStore") },
            ...form.stores.map((store) => ({
              value: store.id,
              label: store.address ? `${store.name} / ${store.address}` : store.name,
            })),
          ]}
        />
      )}
      {values.way === "pick_up" && form.pickUp && (
        <Suspense fallback={<div className="h-96" />}>
          <PickUpFields {...{ values, set, errors, lookUp }} pickUp={form.pickUp} />
        </Suspense>
      )}
    </div>
  );
}

/** How the shop reaches the person. */
export function ContactPart({ form, values, set, errors }: PartProps) {
  const t = useLightWords("repairs.form");
  const words = useLightWords("repairs.contact");
  const field = useFields({ values, set, errors });
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
        <TextField
          {...field("phone", t("phone"))}
          hint={values.way === "pick_up" ? t("phonePickUpHint") : undefined}
          type="tel"
          autoComplete="tel"
          maxLength={30}
        />
      )}
    </div>
  );
}
