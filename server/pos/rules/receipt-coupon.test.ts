import { describe, expect, it } from "vitest";
import { problemOfMember, problemOfSale, type ReceiptRule } from "./receipt-coupon";

const rule = (more: Partial<ReceiptRule> = {}): ReceiptRule => ({
  stoppedAt: null,
  storeIds: [],
  minimumYen: null,
  categoryId: null,
  segmentId: null,
  historyKind: null,
  againAfterDays: null,
  ...more,
});
const at = new Date("2026-11-22T03:00:00Z");
const daysAgo = (days: number) => new Date(at.getTime() - days * 86_400_000);
const member = { isInSegment: false, hasBought: false, lastGivenAt: null };

describe("a coupon under a receipt", () => {
  it.each([
    [rule(), member, null],
    [rule({ stoppedAt: at }), member, "stopped"],
    [rule({ segmentId: "s" }), member, "not_in_segment"],
    [rule({ segmentId: "s" }), { ...member, isInSegment: true }, null],
    [rule({ historyKind: "bought" }), member, "history"],
    [rule({ historyKind: "bought" }), { ...member, hasBought: true }, null],
    [rule({ historyKind: "not_bought" }), { ...member, hasBought: true }, "history"],
    [rule({ againAfterDays: 30 }), { ...member, lastGivenAt: daysAgo(29) }, "given_lately"],
    [rule({ againAfterDays: 30 }), { ...member, lastGivenAt: daysAgo(30) }, null],
  ])("by the member: %o", (of, facts, problem) => {
    expect(problemOfMember(of, facts, at)).toBe(problem);
  });
  it.each([
    [rule({ minimumYen: 2_000 }), 1_999, "below_minimum"],
    [rule({ minimumYen: 2_000 }), 2_000, null],
    [rule({ categoryId: "shoes" }), 1, null],
    [rule({ categoryId: "bags" }), 1, "no_category"],
    [rule({ storeIds: ["other"] }), 1, "wrong_store"],
    [rule({ storeIds: ["ginza"] }), 1, null],
  ])("by the sale: %o of %s yen", (of, totalYen, problem) => {
    expect(problemOfSale(of, { totalYen, storeId: "ginza", categoryIds: new Set(["shoes"]) })).toBe(problem);
  });
});
