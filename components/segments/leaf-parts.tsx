"use client";

import { useTranslations } from "next-intl";
import type { Choice } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { ProductFilter, ReferenceKind, SegmentNames } from "@/server/segments/input";
import { NumberField, PickMany } from "./leaf-fields";
import type { LeafDraft } from "./rule-tree";

/** What the conditions can point at, and how it is found. */
export interface Lookups {
  names: SegmentNames;
  categories: readonly Choice[];
  stores: readonly Choice[];
  ranks: readonly Choice[];
  searchProducts: (text: string) => Promise<readonly Choice[]>;
  /** Something was chosen whose name the rule's own names do not hold yet. */
  onName: (kind: ReferenceKind, id: string, name: string) => void;
}

export type ControlsProps<L = LeafDraft> = {
  leaf: L;
  /** `field` names what is typed, so that its letters are one step back. */
  onChange: (leaf: LeafDraft, field?: string) => void;
  lookups: Lookups;
};

/** An object with one of its fields set, or without it: what is not told is not there. */
export function having<T extends object, K extends keyof T>(whole: T, key: K, value: T[K] | undefined): T {
  const { [key]: _, ...rest } = whole;
  return (value === undefined ? rest : { ...rest, [key]: value }) as T;
}

type ChooseProps = { label: string; value: string; options: Record<string, string>; onChange: (value: string) => void };

export const Choose = ({ label, value, options, onChange }: ChooseProps) => (
  <Field label={label} hideLabel className="w-auto">
    <Select
      className="min-w-32"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      options={Object.entries(options).map(([key, text]) => ({ value: key, label: text }))}
    />
  </Field>
);

type RangeProps = {
  unit: string;
  from: number | undefined;
  to: number | undefined;
  onFrom: (value: number | undefined) => void;
  onTo: (value: number | undefined) => void;
};

/** From … to, each end optional. */
export function Range({ unit, from, to, onFrom, onTo }: RangeProps) {
  const t = useTranslations("segmentBuilder");
  return (
    <>
      <NumberField label={t("atLeast")} unit={unit} value={from} onChange={onFrom} placeholder={t("noLimit")} />
      <span aria-hidden className="text-ink-3">
        {t("to")}
      </span>
      <NumberField label={t("atMost")} unit={unit} value={to} onChange={onTo} placeholder={t("noLimit")} />
    </>
  );
}

type GoodsProps<V> = {
  value: V;
  lookups: Lookups;
  onChange: (goods: ProductFilter) => void;
  /** With one of the two lists gone. */
  clear: (value: V) => void;
};

/** Which products: by name, by category, or both. */
export function Goods<V extends ProductFilter>({ value, lookups, onChange, clear }: GoodsProps<V>) {
  const t = useTranslations("segmentBuilder.goods");
  const pick = (key: keyof ProductFilter) => (ids: string[] | undefined) =>
    ids ? onChange({ [key]: ids }) : clear(having(value, key, undefined));
  return (
    <>
      <PickMany
        label={t("products")}
        placeholder={t("anyProduct")}
        value={value.productIds}
        nameOf={(id) => lookups.names.products[id] ?? t("unknown")}
        search={lookups.searchProducts}
        onPick={(choice) => lookups.onName("products", choice.value, choice.label)}
        onChange={pick("productIds")}
      />
      <PickMany
        label={t("categories")}
        placeholder={t("anyCategory")}
        value={value.categoryIds}
        nameOf={(id) => lookups.names.categories[id] ?? t("unknown")}
        choices={lookups.categories}
        onPick={(choice) => lookups.onName("categories", choice.value, choice.label)}
        onChange={pick("categoryIds")}
      />
    </>
  );
}

type StoresProps = { value: string[] | undefined; lookups: Lookups; onChange: (ids: string[] | undefined) => void };

export function Stores({ value, lookups, onChange }: StoresProps) {
  const t = useTranslations("segmentBuilder.goods");
  return (
    <PickMany
      label={t("stores")}
      placeholder={t("anyStore")}
      value={value}
      nameOf={(id) => lookups.names.stores[id] ?? t("unknown")}
      choices={lookups.stores}
      onPick={(choice) => lookups.onName("stores", choice.value, choice.label)}
      onChange={onChange}
    />
  );
}
