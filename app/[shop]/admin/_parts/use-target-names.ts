"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc-provider";
import type { Work } from "@/components/campaigns/composer/work";
import type { TargetNames } from "@/components/campaigns/composer/part-words";

/** Names of all that the targets of these works point at: products, categories, stores, and the segments they were taken from. */
export function useTargetNames(...works: readonly (Work | null | undefined)[]): TargetNames {
  const trpc = useTRPC();
  const targets = works.flatMap((work) => work?.draft.target ?? []);
  const named = useQueries({
    queries: targets.map(({ rule }) => ({ ...trpc.segments.names.queryOptions({ rule }), staleTime: 300_000 })),
  });
  const isFromSegment = targets.some(({ segmentId }) => segmentId !== undefined);
  const segments = useQuery({ ...trpc.segments.list.queryOptions(), staleTime: 60_000, enabled: isFromSegment });
  const names: TargetNames = { products: {}, categories: {}, stores: {}, segments: {} };
  for (const { data } of named)
    for (const kind of ["products", "categories", "stores"] as const) Object.assign(names[kind], data?.[kind]);
  for (const { id, name } of segments.data?.rows ?? []) Object.assign(names.segments ?? {}, { [id]: name });
  return names;
}
