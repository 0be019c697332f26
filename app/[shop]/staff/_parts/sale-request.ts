import type { RecordSale } from "@/server/purchases/input";
import type { SaleCoupon, SaleDraft } from "./sale-draft";

/** A sale as it is sent, now or later: without names, so that it may lie on the device. */
export interface SaleToSend {
  receipt: string;
  at: string;
  storeId: string;
  memberId: string | null;
  memberNo: string | null;
  unaskedCard: string | null;
  lines: readonly {
    productId: string | null;
    code: string | null;
    name: string;
    quantity: number;
    unitPriceYen: number;
  }[];
  spendPoints: number;
  usesFamily?: boolean;
  /** Missing in what an older version of this page kept. */
  coupons?: readonly SaleCoupon[];
  takesBest?: boolean;
  totalYen: number;
}

export const saleToSend = (
  draft: SaleDraft,
  at: string,
  storeId: string,
  spendPoints: number,
  totalYen: number,
): SaleToSend => ({
  receipt: draft.receipt,
  at,
  storeId,
  memberId: draft.member?.memberId ?? null,
  memberNo: draft.member?.memberNo ?? null,
  unaskedCard: draft.unaskedCard,
  lines: draft.lines.map(({ productId, code, name, quantity, unitPriceYen }) => ({
    productId,
    code,
    name,
    quantity,
    unitPriceYen: unitPriceYen ?? 0,
  })),
  spendPoints,
  ...(draft.usesFamily && spendPoints > 0 ? { usesFamily: true } : {}),
  coupons: draft.coupons,
  takesBest: draft.takesBest,
  totalYen,
});

/** The call of the API. The same sale gives the same call, so that sending it again is no second sale. */
export const asRecordSale = (sale: SaleToSend): RecordSale => ({
  memberId: sale.memberId,
  externalId: sale.receipt,
  storeId: sale.storeId,
  occurredAt: new Date(sale.at),
  lines: sale.lines.map(({ productId, name, code, quantity, unitPriceYen }) =>
    productId === null
      ? { description: code === null ? name : `${name} ${code}`, quantity, unitPriceYen }
      : { productId, quantity, unitPriceYen },
  ),
  spendPoints: sale.spendPoints,
  ...(sale.usesFamily ? { useFamily: true } : {}),
  ...couponsOf(sale),
});

/** The part of the call that speaks of coupons: none where there are none, so that older sales stay the same call. */
export const couponsOf = (sale: { coupons?: readonly SaleCoupon[]; takesBest?: boolean }) =>
  (sale.coupons?.length ?? 0) > 0 || sale.takesBest
    ? { coupons: { chosen: [...(sale.coupons ?? [])], best: sale.takesBest ?? false } }
    : {};
