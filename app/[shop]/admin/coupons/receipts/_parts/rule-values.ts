import type { z } from "zod";
import type { SaidReceiptRule } from "@/components/coupons/receipt-words";
import type { ReceiptCouponInput, receiptCouponInput } from "@/server/pos/input";

/** What stands in the editor's fields: text as it was typed. */
export interface RuleValues {
  couponId: string;
  name: string;
  minimum: string;
  categoryId: string;
  storeIds: string[];
  segmentId: string;
  historyKind: "" | "bought" | "not_bought";
  historyCategoryId: string;
  historyDays: string;
  again: string;
  place: string;
}

export interface ReceiptSeen extends Omit<SaidReceiptRule, "storeIds"> {
  id: string;
  name: string;
  storeIds: readonly string[];
  place: number;
  revision: number;
  stoppedAt: Date | null;
}

export const emptyRule: RuleValues = {
  couponId: "",
  name: "",
  minimum: "",
  categoryId: "",
  storeIds: [],
  segmentId: "",
  historyKind: "",
  historyCategoryId: "",
  historyDays: "90",
  again: "30",
  place: "100",
};

const textOf = (value: number | null) => (value === null ? "" : String(value));
const numberOf = (text: string) => (text.trim() === "" ? null : Number(text));

export const valuesOf = (of: ReceiptSeen): RuleValues => ({
  couponId: of.couponId,
  name: of.name,
  minimum: textOf(of.minimumYen),
  categoryId: of.categoryId ?? "",
  storeIds: [...of.storeIds],
  segmentId: of.segmentId ?? "",
  historyKind: of.historyKind ?? "",
  historyCategoryId: of.historyCategoryId ?? "",
  historyDays: textOf(of.historyDays) || "90",
  again: textOf(of.againAfterDays),
  place: String(of.place),
});

/** The rule that the fields make. */
export const ruleOf = (v: RuleValues): ReceiptCouponInput => ({
  couponId: v.couponId,
  name: v.name,
  minimumYen: numberOf(v.minimum),
  categoryId: v.categoryId || null,
  storeIds: v.storeIds,
  segmentId: v.segmentId || null,
  history:
    v.historyKind === ""
      ? null
      : { kind: v.historyKind, categoryId: v.historyCategoryId || null, days: numberOf(v.historyDays) ?? 0 },
  againAfterDays: numberOf(v.again),
  place: numberOf(v.place) ?? 100,
});

export const saidOf = ({ history, ...rule }: z.output<typeof receiptCouponInput>): SaidReceiptRule => ({
  ...rule,
  historyKind: history?.kind ?? null,
  historyCategoryId: history?.categoryId ?? null,
  historyDays: history?.days ?? null,
});
