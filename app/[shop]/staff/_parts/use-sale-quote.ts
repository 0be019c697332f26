"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc-provider";
import { amountOf, type SaleDraft } from "./sale-draft";
import { couponsOf } from "./sale-request";

/** What the coupons of a sale in the making come to: asked only where there are any, and where every line has its price. */
export function useSaleQuote(draft: SaleDraft, storeId: string) {
  const trpc = useTRPC();
  const { lines, member } = draft;
  const choices = couponsOf(draft);
  const isPriced = lines.length > 0 && lines.every((line) => amountOf(line) !== null);
  const result = useQuery({
    ...trpc.purchases.quote.queryOptions(
      {
        memberId: member?.memberId ?? null,
        storeId,
        lines: lines.map(({ productId, name, quantity, unitPriceYen }) => ({
          ...(productId === null ? { description: name } : { productId }),
          quantity,
          unitPriceYen: unitPriceYen ?? 0,
        })),
        spendPoints: 0,
        ...choices,
      },
      { retry: false },
    ),
    enabled: "coupons" in choices && isPriced,
    placeholderData: keepPreviousData,
  });
  const isAsked = "coupons" in choices && isPriced;
  return { data: isAsked ? result.data : undefined, error: isAsked ? result.error : null };
}
