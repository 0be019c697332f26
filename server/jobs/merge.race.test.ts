import { expect, it } from "vitest";
import { forgetMerged } from "@/server/identity/service/finalise-merges";
import { mergeMembers } from "@/server/identity/service/merge-members";
import { undoMerge } from "@/server/identity/service/undo-merge";
import type { Ctx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { proveAll } from "@/server/kernel/proofs";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { memberById } from "@/server/members/queries/find-member";
import { withdrawMember } from "@/server/members/service/withdraw-member";
import { ledgerProof, walletOf } from "@/server/points/queries";
import { closeWallet } from "@/server/points/service/close-wallet";
import { setProgram } from "@/server/points/service/set-program";
import { purchasesOf } from "@/server/purchases/queries";
import { recordSale } from "@/server/purchases/service/record-sale";
import "./registry";

const program = {
  ratePoints: 1,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 12,
  returnGraceDays: 30,
} as const;

const sell = (ctx: Ctx, memberId: string) =>
  recordSale(ctx, {
    memberId,
    externalId: newId(),
    lines: [{ description: "電池", quantity: 1, unitPriceYen: 10_000 }],
  });
const merge = (ctx: Ctx, fromMemberId: string, toMemberId: string) =>
  mergeMembers(ctx, { fromMemberId, toMemberId, fromVersion: 1, toVersion: 1 });

async function shopOf(people: number) {
  const { ctx } = await newTestShop();
  await setProgram(ctx, program);
  const ids = await Promise.all(Array.from({ length: people }, () => newTestMember(ctx)));
  for (const id of ids) await sell(ctx, id);
  return { ctx, ids };
}
async function expectProved(ctx: Ctx) {
  expect((await proveAll(ctx)).filter(({ violations }) => violations > 0)).toEqual([]);
  expect((await ledgerProof(ctx)).filter(({ violations }) => violations > 0)).toEqual([]);
}
const done = (results: PromiseSettledResult<unknown>[]) => results.map(({ status }) => status === "fulfilled");
const sales = async (ctx: Ctx, memberId: string) => (await purchasesOf(ctx, { memberId })).rows.length;

// Locks: the two rows of `members`, in the order of their ids (`lockBoth`); a sale's `for key share` waits for them.

it("merge and sale at once: the sale comes along, or is refused and told to scan again", async () => {
  const { ctx, ids } = await shopOf(8);
  for (let at = 0; at < ids.length; at += 2) {
    const [from = "", to = ""] = ids.slice(at, at + 2);
    const [sold, merged] = done(await Promise.allSettled([sell(ctx, from), merge(ctx, from, to)]));
    expect(merged).toBe(true);
    expect(await sales(ctx, from)).toBe(0);
    expect(await sales(ctx, to)).toBe(sold ? 3 : 2);
    expect((await walletOf(ctx, to)).available).toBe(sold ? 300 : 200);
  }
  await expectProved(ctx);
});

it("two merges at once, the same way, crosswise or into a third: one counts", async () => {
  const { ctx, ids } = await shopOf(6);
  const [a = "", b = "", c = "", d = "", e = "", f = ""] = ids;
  const same = done(await Promise.allSettled([merge(ctx, a, b), merge(ctx, b, a)]));
  expect(same.filter(Boolean)).toHaveLength(1);
  const twice = done(await Promise.allSettled([merge(ctx, c, d), merge(ctx, c, d)]));
  expect(twice.filter(Boolean)).toHaveLength(1);
  // The second has seen a profile that is another one by now.
  const chain = done(await Promise.allSettled([merge(ctx, e, f), merge(ctx, f, d)]));
  expect(chain.filter(Boolean).length).toBeLessThanOrEqual(1);
  expect((await Promise.all(ids.map((id) => sales(ctx, id)))).reduce((sum, n) => sum + n, 0)).toBe(6);
  await expectProved(ctx);
});

it("undoing twice at once, and undoing while the record that stayed buys", async () => {
  const { ctx, ids } = await shopOf(4);
  const [a = "", b = "", c = "", d = ""] = ids;
  const first = await merge(ctx, a, b);
  expect(done(await Promise.allSettled([undoMerge(ctx, first), undoMerge(ctx, first)])).filter(Boolean)).toHaveLength(
    1,
  );
  expect([await sales(ctx, a), await sales(ctx, b)]).toEqual([1, 1]);
  const second = await merge(ctx, c, d);
  expect(done(await Promise.allSettled([undoMerge(ctx, second), sell(ctx, d)]))).toEqual([true, true]);
  expect([await sales(ctx, c), await sales(ctx, d)]).toEqual([1, 2]);
  await expectProved(ctx);
});

it("merge and withdrawal at once, of either record: nothing is lost between them", async () => {
  const { ctx, ids } = await shopOf(8);
  for (let at = 0; at < ids.length; at += 2) {
    const [from = "", to = ""] = ids.slice(at, at + 2);
    const leaving = at % 4 === 0 ? from : to;
    const [merged, left] = done(
      await Promise.allSettled([merge(ctx, from, to), withdrawMember(ctx, { memberId: leaving })]),
    );
    expect(left).toBe(true);
    const hasLeft = leaving === to || !merged;
    // What other modules do once they have heard of it.
    if (hasLeft) {
      await closeWallet(ctx, leaving);
      await forgetMerged(ctx, leaving);
    }
    expect((await sales(ctx, from)) + (await sales(ctx, to))).toBe(2);
    if (leaving === to && merged) expect((await memberById(ctx, from)).familyName).toBeNull();
    if (leaving === from && merged) expect((await memberById(ctx, to)).withdrawnAt).toBeNull();
  }
  await expectProved(ctx);
});
