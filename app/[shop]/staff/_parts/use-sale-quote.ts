"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc-provider";
import { amountOf, type SaleDraft } from "./sale-draft";
import { couponsOf } from "./sale-request";

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

/** What the coupons of a sale in the making come to: asked only where there are any, and where every line has its price. */
export function useSaleQuote(draft: SaleDraft, storeId: string) {
  const trpc = useTRPC();
  const isAsked = "coupons" in couponsOf(draft) && isPriced(draft);
  const result = useQuery({
    ...trpc.purchases.quote.queryOptions(asked(draft, storeId, 0), { retry: false }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  return { data: isAsked ? result.data : undefined, error: isAsked ? result.error : null };
}

/** What the member will earn with it, by rules, rank, coupons and the points used: what the sale itself will give. */
export function useWillEarn(draft: SaleDraft, storeId: string, spendPoints: number) {
  const trpc = useTRPC();
  const isAsked = draft.member !== null && isPriced(draft);
  const result = useQuery({
    ...trpc.purchases.quote.queryOptions(asked(draft, storeId, spendPoints), { retry: false }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  const earning = isAsked ? result.data?.earning : undefined;
  return {
    points: draft.lines.length === 0 ? 0 : (earning?.points ?? null),
    parts: earning?.parts ?? [],
    pendingDays: earning?.zone.program?.pendingDays ?? 0,
    isUnknown: (isAsked && result.isError) || (draft.lines.length > 0 && !isPriced(draft)),
  };
}
