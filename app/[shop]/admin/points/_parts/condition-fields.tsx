"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FormGrid } from "@/components/form/form-grid";
import { PickMany } from "@/components/segments/leaf-fields";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type FieldsProps, NumberInput, useWrongWords } from "./rule-inputs";

const days = ["1", "2", "3", "4", "5", "6", "7"] as const;

/** When a rule counts: who, when, where, and for which goods. */
export function ConditionFields(props: FieldsProps) {
  const t = useTranslations("earning");
  const { typed, set, desk, names } = props;
  const wordsFor = useWrongWords(props);
  const isSale = typed.gift !== "occasion";
  const toggled = (list: string[], value: string, isOn: boolean) =>
    isOn ? [...list, value] : list.filter((one) => one !== value);
  return (
    <Card className="grid gap-6">
      <h2 className="text-sm font-medium">{t("fields.conditions")}</h2>
      {isSale && <GoodsFields {...props} />}
      <FormGrid columns={2}>
        {desk.ranks.length > 0 && (
          <Checks
            legend={t("fields.ranks")}
            options={desk.ranks.map(({ id }) => ({ value: id, label: names.ranks.get(id) ?? "" }))}
            value={typed.rankIds}
            onToggle={(value, isOn) => set({ rankIds: toggled(typed.rankIds, value, isOn) })}
          />
        )}
        <Checks
          legend={t("fields.weekdays")}
          options={days.map((value) => ({ value, label: t(`weekdays.${value}`) }))}
          value={typed.weekdays}
          onToggle={(value, isOn) => set({ weekdays: toggled(typed.weekdays, value, isOn) })}
        />
        <Checks
          legend={t("fields.channels")}
          options={(["shop", "online"] as const).map((value) => ({ value, label: t(`options.channel.${value}`) }))}
          value={typed.channels}
          onToggle={(value, isOn) => set({ channels: toggled(typed.channels, value, isOn) })}
        />
        <Field label={t("fields.birthday")}>
          <Select
            value={typed.birthday}
            placeholder={t("fields.any")}
            options={(["day", "month"] as const).map((value) => ({ value, label: t(`options.birthday.${value}`) }))}
            onChange={(event) => set({ birthday: event.target.value as typeof typed.birthday })}
          />
        </Field>
      </FormGrid>
      {!isSale && (
        <FormGrid columns={2}>
          <Picker {...props} kind="stores" label={t("fields.stores")} />
        </FormGrid>
      )}
      <FormGrid columns={2}>
        <Field label={t("fields.from")}>
          <Input type="date" value={typed.fromDay} onChange={(event) => set({ fromDay: event.target.value })} />
        </Field>
        <Field label={t("fields.until")} error={wordsFor("untilDay")}>
          <Input type="date" value={typed.untilDay} onChange={(event) => set({ untilDay: event.target.value })} />
        </Field>
        <Field label={`${t("fields.hours")} ${t("fields.hoursFrom")}`}>
          <Input type="time" value={typed.hoursFrom} onChange={(event) => set({ hoursFrom: event.target.value })} />
        </Field>
        <Field label={`${t("fields.hours")} ${t("fields.hoursUntil")}`} error={wordsFor("hoursUntil")}>
          <Input type="time" value={typed.hoursUntil} onChange={(event) => set({ hoursUntil: event.target.value })} />
        </Field>
        <Field label={t("fields.monthDays")} hint={t("fields.monthDaysHint")} error={wordsFor("monthDays")}>
          <Input value={typed.monthDays} maxLength={100} onChange={(event) => set({ monthDays: event.target.value })} />
        </Field>
        {isSale && (
          <Field label={t("fields.payments")} hint={t("fields.paymentsHint")}>
            <Input value={typed.payments} maxLength={200} onChange={(event) => set({ payments: event.target.value })} />
          </Field>
        )}
      </FormGrid>
      {isSale && (
        <Checkbox
          label={t("fields.first")}
          checked={typed.isFirstPurchase}
          onChange={(event) => set({ isFirstPurchase: event.target.checked })}
        />
      )}
    </Card>
  );
}

function GoodsFields(props: FieldsProps) {
  const t = useTranslations("earning");
  return (
    <FormGrid columns={2}>
      <Picker {...props} kind="categories" label={t("fields.categories")} />
      <Picker {...props} kind="notCategories" label={t("fields.notCategories")} />
      <Picker {...props} kind="products" label={t("fields.products")} />
      <Picker {...props} kind="notProducts" label={t("fields.notProducts")} />
      {props.desk.brands.length > 0 && <Picker {...props} kind="brands" label={t("fields.brands")} />}
      <Picker {...props} kind="stores" label={t("fields.stores")} />
      <NumberInput {...props} name="minYen" label={t("fields.minYen")} suffix={t("fields.yenMore")} />
      <NumberInput {...props} name="minPieces" label={t("fields.minPieces")} suffix={t("fields.piecesMore")} />
    </FormGrid>
  );
}

const fieldOf = {
  categories: "categoryIds",
  products: "productIds",
  brands: "brands",
  notCategories: "notCategoryIds",
  notProducts: "notProductIds",
  stores: "storeIds",
} as const;

/** Several of a kind, found by typing. */
function Picker({
  typed,
  set,
  desk,
  names,
  lookups,
  kind,
  label,
}: FieldsProps & { kind: keyof typeof fieldOf; label: string }) {
  const t = useTranslations("earning");
  const field = fieldOf[kind];
  const isProduct = kind === "products" || kind === "notProducts";
  const map = isProduct ? names.products : kind === "stores" ? names.stores : names.categories;
  const nameOf = (id: string) => (kind === "brands" ? id : (map.get(id) ?? t("words.unknown")));
  const choices =
    kind === "brands"
      ? desk.brands.map((brand) => ({ value: brand, label: brand }))
      : kind === "stores"
        ? lookups.stores
        : lookups.categories;
  return (
    <div className="grid gap-1.5">
      <span className="text-sm font-medium">{label}</span>
      <PickMany
        label={label}
        placeholder={t("fields.pick")}
        value={typed[field]}
        onChange={(value) => set({ [field]: value ?? [] })}
        nameOf={nameOf}
        {...(isProduct
          ? { search: lookups.searchProducts, onPick: (one) => lookups.onName("products", one.value, one.label) }
          : { choices })}
      />
    </div>
  );
}

type ChecksProps = {
  legend: ReactNode;
  options: readonly { value: string; label: ReactNode }[];
  value: readonly string[];
  onToggle: (value: string, isOn: boolean) => void;
};
const Checks = ({ legend, options, value, onToggle }: ChecksProps) => (
  <fieldset>
    <legend className="mb-1 text-sm font-medium">{legend}</legend>
    <div className="flex flex-wrap gap-x-4">
      {options.map((option) => (
        <Checkbox
          key={option.value}
          label={option.label}
          checked={value.includes(option.value)}
          onChange={(event) => onToggle(option.value, event.target.checked)}
        />
      ))}
    </div>
  </fieldset>
);
