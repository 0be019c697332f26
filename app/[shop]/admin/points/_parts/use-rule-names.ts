"use client";

import { useLocale } from "next-intl";
import { useMemo } from "react";
import type { RuleNames } from "@/components/earning/sentence";
import { useLookups } from "../../_parts/use-lookups";
import type { Desk } from "./desk";

/** What the ids of rules are called, with what can be chosen in this shop. */
export function useRuleNames(desk: Desk) {
  const locale = useLocale();
  const lookups = useLookups();
  const names = useMemo(
    (): RuleNames => ({
      categories: new Map(lookups.categories.map(({ value, label }) => [value, label])),
      products: new Map([
        ...desk.products.map(({ productId, name }) => [productId, name] as const),
        ...Object.entries(lookups.names.products),
      ]),
      stores: new Map(lookups.stores.map(({ value, label }) => [value, label])),
      ranks: new Map(desk.ranks.map(({ id, nameJa, nameEn }) => [id, locale === "ja" ? nameJa : nameEn])),
    }),
    [desk, locale, lookups],
  );
  return { lookups, names };
}
