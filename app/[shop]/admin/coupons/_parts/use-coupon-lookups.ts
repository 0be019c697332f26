"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useLocale } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";

/** What a coupon can point at in this shop, with the names that are known already. */
export function useCouponLookups(known: Readonly<Record<string, string>>) {
  const trpc = useTRPC();
  const locale = useLocale() === "en" ? "en" : "ja";
  const [q, search] = useState("");
  const [learned, learn] = useState<Record<string, string>>({});
  const categories = useQuery({ ...trpc.catalog.categories.queryOptions(), staleTime: 300_000 });
  const stores = useQuery({ ...trpc.tenancy.stores.queryOptions(), staleTime: 300_000 });
  const products = useQuery({
    ...trpc.catalog.search.queryOptions({ q: q.slice(0, 100), limit: 20 }),
    placeholderData: keepPreviousData,
  });
  const ranks = useQuery({ ...trpc.ranks.levels.queryOptions(), staleTime: 300_000 });
  const coupons = useQuery({ ...trpc.coupons.toGive.queryOptions(), staleTime: 300_000 });
  const found = products.data?.rows ?? [];
  const names: Record<string, string> = { ...known, ...learned };
  for (const { categoryId, name } of categories.data ?? []) names[categoryId] = name;
  for (const { id, name } of stores.data ?? []) names[id] = name;
  for (const { rankId, name } of ranks.data ?? []) names[rankId] = name[locale];
  for (const { couponId, name } of coupons.data ?? []) names[couponId] = name;
  return {
    names,
    ranks: (ranks.data ?? []).map(({ rankId, name }) => ({ value: rankId, label: name[locale] })),
    coupons: (coupons.data ?? []).map(({ couponId, name }) => ({ value: couponId, label: name })),
    categories: (categories.data ?? []).map(({ categoryId, name }) => ({ value: categoryId, label: name })),
    stores: (stores.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
    products: found.map((row) => ({ value: row.productId, label: row.name, hint: row.externalId })),
    isSearching: products.isFetching,
    search,
    /** Keeps the name of a product that was chosen: the next search may not find it. */
    learn: (productId: string) => {
      const name = found.find((row) => row.productId === productId)?.name;
      if (name) learn((now) => ({ ...now, [productId]: name }));
    },
    learnName: (id: string, name: string) => learn((now) => ({ ...now, [id]: name })),
  };
}

export type CouponLookups = ReturnType<typeof useCouponLookups>;
