export const receiptProblems = [
  "stopped",
  "wrong_store",
  "below_minimum",
  "no_category",
  "not_in_segment",
  "history",
  "given_lately",
] as const;
/** Why a coupon is not printed under a receipt. */
export type ReceiptProblem = (typeof receiptProblems)[number];

/** Coupons that one receipt has room for; those with the lower place go first. */
export const mostPerReceipt = 3;

export interface ReceiptRule {
  stoppedAt: Date | null;
  storeIds: readonly string[];
  minimumYen: number | null;
  categoryId: string | null;
  segmentId: string | null;
  historyKind: "bought" | "not_bought" | null;
  againAfterDays: number | null;
}

export interface ReceiptFactsOfMember {
  isInSegment: boolean;
  /** Whether something of the rule's category was bought in its days before this sale. */
  hasBought: boolean;
  /** When this rule gave its coupon to the member last. */
  lastGivenAt: Date | null;
}

const dayMs = 86_400_000;

/** Why a rule gives its member nothing, whatever the sale; null when nothing is in the way. */
export function problemOfMember(rule: ReceiptRule, member: ReceiptFactsOfMember, at: Date): ReceiptProblem | null {
  if (rule.stoppedAt !== null) return "stopped";
  if (rule.segmentId !== null && !member.isInSegment) return "not_in_segment";
  if (rule.historyKind !== null && member.hasBought !== (rule.historyKind === "bought")) return "history";
  const { againAfterDays } = rule;
  if (againAfterDays === null || member.lastGivenAt === null) return null;
  return at.getTime() - member.lastGivenAt.getTime() < againAfterDays * dayMs ? "given_lately" : null;
}

/** Why a rule gives nothing for this sale; null when nothing is in the way. */
export function problemOfSale(
  rule: ReceiptRule,
  sale: { totalYen: number; storeId: string | null; categoryIds: ReadonlySet<string> },
): ReceiptProblem | null {
  if (rule.storeIds.length > 0 && (sale.storeId === null || !rule.storeIds.includes(sale.storeId)))
    return "wrong_store";
  if (rule.minimumYen !== null && sale.totalYen < rule.minimumYen) return "below_minimum";
  return rule.categoryId !== null && !sale.categoryIds.has(rule.categoryId) ? "no_category" : null;
}
