import { expect } from "vitest";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, testNow } from "@/server/kernel/testing";
import { ledgerProof } from "../queries";
import { awardForPurchase } from "./award-for-purchase";
import { setProgram } from "./set-program";
import type { spendPoints } from "./spend-points";

// Only tests import this file.

export const plain = {
  ratePoints: 1,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 12,
  returnGraceDays: 30,
} as const;
const day = 86_400_000;
export const later = (days: number) => new Date(testNow.getTime() + days * day);

export async function shopWithProgram(overrides: Partial<Parameters<typeof setProgram>[1]> = {}) {
  const shop = await newTestShop();
  await setProgram(shop.ctx, { ...plain, ...overrides });
  const memberId = await newTestMember(shop.ctx);
  const sale = (amountYen: number, at = testNow) => {
    const purchaseId = newId();
    const facts = { memberId, purchaseId, amountYen, occurredAt: at, storeId: null };
    return { facts, purchaseId, award: () => awardForPurchase(shop.as(shop.ctx.actor, at), facts) };
  };
  const at = (days: number) => shop.as(shop.ctx.actor, later(days));
  return { ...shop, memberId, sale, at };
}
export const spend = (
  memberId: string,
  points: number,
  overrides: Partial<Parameters<typeof spendPoints>[1]> = {},
) => ({
  memberId,
  key: newId(),
  points,
  purchaseId: newId(),
  storeId: null,
  occurredAt: testNow,
  ...overrides,
});
export const giveBack = (
  memberId: string,
  purchaseId: string,
  saleTotalYen: number,
  returnedYen = saleTotalYen,
  returnedBeforeYen = 0,
) => ({
  memberId,
  purchaseId,
  returnId: newId(),
  occurredAt: testNow,
  storeId: null,
  saleTotalYen,
  returnedBeforeYen,
  returnedYen,
});
export async function expectProved(ctx: Parameters<typeof ledgerProof>[0]) {
  expect((await ledgerProof(ctx)).filter((line) => line.violations > 0)).toEqual([]);
}
