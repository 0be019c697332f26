"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";

/** What a coupon can point at in this shop, with the names that are known already. */
export function useCouponLookups(known: Readonly<Record<string, string>>) {
  const trpc = useTRPC();
  const [q, search] = useState("");
  const [learned, learn] = useState<Record<string, string>>({});
  const categories = useQuery({ ...trpc.catalog.categories.queryOptions(), staleTime: 300_000 });
  const stores = useQuery({ ...trpc.tenancy.stores.queryOptions(), staleTime: 300_000 });
  const products = useQuery({
    ...trpc.catalog.search.queryOptions({ q: q.slice(0, 100), limit: 20 }),
    placeholderData: keepPreviousData,
  });
  const found = products.data?.rows ?? [];
  const names: Record<string, string> = { ...known, ...learned };
  for (const { categoryId, name } of categories.data ?? []) names[categoryId] = name;
  for (const { id, name } of stores.data ?? []) names[id] = name;
  return {
    names,
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
  };
}

export type CouponLookups = ReturnType<typeof useCouponLookups>;
