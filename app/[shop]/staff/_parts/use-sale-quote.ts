"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "@/app/trpc-provider";
import { amountOf, type SaleDraft } from "./sale-draft";
import { couponsOf } from "./sale-request";
import { soon } from "./soon";

const isPriced = ({ lines }: SaleDraft) => lines.length > 0 && lines.every((line) => amountOf(line) !== null);

const asked = (draft: SaleDraft, storeId: string, spendPoints: number) => ({
  memberId: draft.member?.memberId ?? null,
  storeId,
  lines: draft.lines.map(({ productId, name, quantity, unitPriceYen }) => ({
    ...(productId === null ? { description: name } : { productId }),
    quantity,
    unitPriceYen: unitPriceYen ?? 0,
  })),
  spendPoints,
  ...couponsOf(draft),
});

function useQuote(input: ReturnType<typeof asked>, enabled: boolean) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  return useQuery({
    ...trpc.purchases.quote.queryOptions(input, { retry: false }),
    queryFn: () => soon(client.purchases.quote.query(input)),
    enabled,
    placeholderData: keepPreviousData,
  });
}

/**
 * What the coupons of a sale in the making come to: asked only where there are any, and where every line has its price. While it
 * `isWaiting`, what it says is of the sale before.
 */
export function useSaleQuote(draft: SaleDraft, storeId: string) {
  const isAsked = "coupons" in couponsOf(draft) && isPriced(draft);
  const { data, error, isPending, isPlaceholderData } = useQuote(asked(draft, storeId, 0), isAsked);
  if (!isAsked) return { data: undefined, error: null, isWaiting: false };
  return { data, error, isWaiting: isPending || isPlaceholderData };
}

/** What the member will earn with it, by rules, rank, coupons and the points used: what the sale itself will give. */
export function useWillEarn(draft: SaleDraft, storeId: string, spendPoints: number) {
  const isAsked = draft.member !== null && isPriced(draft);
  const result = useQuote(asked(draft, storeId, spendPoints), isAsked);
  const earning = isAsked ? result.data?.earning : undefined;
  return {
    points: draft.lines.length === 0 ? 0 : (earning?.points ?? null),
    parts: earning?.parts ?? [],
    pendingDays: earning?.zone.program?.pendingDays ?? 0,
    isUnknown: (isAsked && result.isError) || (draft.lines.length > 0 && !isPriced(draft)),
  };
}
