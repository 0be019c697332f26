"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { useTRPC, useTRPCClient } from "@/app/trpc-provider";
import type { Lookups } from "@/components/segments/leaf-parts";
import type { ReferenceKind, SegmentNames } from "@/server/segments/input";

const noNames: SegmentNames = { products: {}, categories: {}, stores: {} };

const merged = (a: SegmentNames, b: SegmentNames): SegmentNames => ({
  products: { ...a.products, ...b.products },
  categories: { ...a.categories, ...b.categories },
  stores: { ...a.stores, ...b.stores },
  ranks: { ...a.ranks, ...b.ranks },
});

/** What the conditions of a segment can point at in this shop, with the names that are known already. */
export function useLookups(known: SegmentNames = noNames): Lookups {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [learned, setLearned] = useState(noNames);
  const categories = useQuery({ ...trpc.catalog.categories.queryOptions(), staleTime: 300_000 });
  const stores = useQuery({ ...trpc.tenancy.stores.queryOptions(), staleTime: 300_000 });
  const ranks = useQuery({ ...trpc.ranks.levels.queryOptions(), staleTime: 300_000 });
  const locale = useLocale() === "en" ? "en" : "ja";
  const searchProducts = useCallback(
    async (q: string) => {
      const { rows } = await client.catalog.search.query({ q: q.slice(0, 100), limit: 20 });
      return rows.map((row) => ({
        value: row.productId,
        label: row.name,
        hint: [row.brand, row.categoryName, row.externalId].filter(Boolean).join(" · "),
      }));
    },
    [client],
  );
  const onName = useCallback((kind: ReferenceKind, id: string, name: string) => {
    setLearned((now) => ({ ...now, [kind]: { ...now[kind], [id]: name } }));
  }, []);
  return useMemo(() => {
    const tree = categories.data ?? [];
    const byId = new Map(tree.map((one) => [one.categoryId, one]));
    const above = (id: string | null): string[] => {
      const one = id === null ? undefined : byId.get(id);
      return one ? [...above(one.parentId), one.name] : [];
    };
    return {
      names: {
        ...merged(known, learned),
        ranks: { ...known.ranks, ...Object.fromEntries((ranks.data ?? []).map((one) => [one.rankId, one.name])) },
      },
      categories: tree.map((one) => ({
        value: one.categoryId,
        label: one.name,
        hint: above(one.parentId).join(" › "),
      })),
      ranks: (ranks.data ?? []).map((one) => ({ value: one.rankId, label: one.name[locale] })),
      stores: (stores.data ?? []).map((one) => ({ value: one.id, label: one.name })),
      searchProducts,
      onName,
    };
  }, [categories.data, stores.data, ranks.data, locale, known, learned, searchProducts, onName]);
}
