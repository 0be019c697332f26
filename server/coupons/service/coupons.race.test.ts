import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { proveAll } from "@/server/kernel/proofs";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import type { CouponChoice, CouponDefinitionInput } from "../input";
import { demandChosen, quoteCoupons } from "../queries/for-sale";
import { couponProofs } from "../queries/proofs";
import { issueCoupon } from "./issue-coupon";
import { makeCodes } from "./make-codes";
import { returnCoupons } from "./return-coupons";
import { createCoupon } from "./save-coupon";
import { takeByCode } from "./take-coupon";
import { tearCoupon, undoTear } from "./tear-coupon";
import { useCoupons } from "./use-coupons";
import { openWord } from "./words";

// Locks: the condition of the update in `spendHeld` and `spendCode` (used once), in `holdLimits` (limits of all), the advisory lock of
// member and coupon there (limits per member), the condition of the update in `takeUnique`. Without any one of them its test fails.

const definition = (more: Partial<CouponDefinitionInput> = {}): CouponDefinitionInput => ({
  title: { ja: "500円引き", en: "500 yen off" },
  benefit: { kind: "amount", yen: 500 },
  validity: { days: 30 },
  isForMembers: false,
  ...more,
});
const lines = [{ lineNo: 1, productId: null, categoryPath: "", quantity: 1, amountYen: 3_000 }];

async function shopWith(more: Partial<CouponDefinitionInput> = {}) {
  const shop = await newTestShop();
  const { couponId } = await createCoupon(shop.ctx, { name: "秋", definition: definition(more) });
  return { ...shop, couponId };
}

function sell(ctx: Ctx, memberId: string | null, choice: CouponChoice, purchaseId = newId()) {
  return inTransaction(ctx, async (t) => {
    const sale = { memberId, storeId: null, occurredAt: ctx.now };
    const quote = await quoteCoupons(t, {
      ...sale,
      storeKind: null,
      rankId: null,
      lines,
      choices: { chosen: [choice], best: false },
    });
    demandChosen(quote);
    await useCoupons(t, { ...sale, purchaseId, businessDate: "2026-11-22", uses: quote.applied });
    return purchaseId;
  });
}

async function race<T>(racers: number, one: (n: number) => Promise<T>): Promise<T[]> {
  const ended = await Promise.allSettled(Array.from({ length: racers }, (_, n) => one(n)));
  for (const end of ended)
    if (end.status === "rejected") expect(end.reason).toMatchObject({ reason: "coupons.not_usable" });
  return ended.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
}

const proves = async (ctx: Ctx) =>
  expect((await proveAll(ctx, couponProofs)).filter(({ violations }) => violations > 0)).toEqual([]);
const firstCode = async (ctx: Ctx, couponId: string) =>
  (
    await read(ctx, (tx) =>
      tx.execute<{ code: string }>(sql`select code from coupon_codes where coupon_id = ${couponId}`),
    )
  ).rows[0]?.code ?? "";

describe("one code, a hundred racers", () => {
  it("a unique code is used by one of them", async () => {
    const { ctx, couponId } = await shopWith();
    await makeCodes(ctx, { couponId, count: 1, name: "一枚" });
    const code = await firstCode(ctx, couponId);
    expect(await race(100, () => sell(ctx, null, { code }))).toHaveLength(1);
    await proves(ctx);
  });

  it("a coupon that a member holds is used in one sale, or torn, never both", async () => {
    const { ctx, couponId } = await shopWith({ use: "both" });
    const memberId = await newTestMember(ctx);
    const { heldId } = await issueCoupon(ctx, { couponId, memberId, key: "k", source: "staff" });
    const used = await race<unknown>(60, (n) =>
      n % 2 === 0 ? sell(ctx, memberId, { heldId }) : tearCoupon(ctx, memberId, { heldId }),
    );
    expect(used).toHaveLength(1);
    await proves(ctx);
  });

  it("is taken by one member of many who type it", async () => {
    const { ctx, couponId } = await shopWith();
    await makeCodes(ctx, { couponId, count: 1, name: "一枚" });
    const code = await firstCode(ctx, couponId);
    const members = await Promise.all(Array.from({ length: 30 }, () => newTestMember(ctx)));
    const ended = await Promise.allSettled(members.map((memberId) => takeByCode(ctx, memberId, { code })));
    expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await proves(ctx);
  });
});

describe("limits", () => {
  it("of all hold under a race, and what comes back opens its place again", async () => {
    const { ctx, couponId } = await shopWith({ limits: { total: 7, perDay: 6 } });
    await openWord(ctx, { couponId, word: "RUSH" });
    const sales = await race(40, () => sell(ctx, null, { code: "RUSH" }));
    expect(sales).toHaveLength(6);
    await proves(ctx);
    await Promise.all(
      sales
        .slice(0, 2)
        .flatMap((purchaseId) =>
          [1, 2].map(() => inTransaction(ctx, (t) => returnCoupons(t, { memberId: null, purchaseId }))),
        ),
    );
    expect(await race(20, () => sell(ctx, null, { code: "RUSH" }))).toHaveLength(2);
    await proves(ctx);
  });

  it("per member hold at several tills at once", async () => {
    const { ctx, couponId } = await shopWith({ limits: { perMember: 2 } });
    await openWord(ctx, { couponId, word: "TWICE" });
    const memberId = await newTestMember(ctx);
    expect(await race(30, () => sell(ctx, memberId, { code: "TWICE" }))).toHaveLength(2);
    await proves(ctx);
  });

  it("of what is given out hold, and one key is one coupon", async () => {
    const { ctx, couponId } = await shopWith({ limits: { issued: 5 } });
    const members = await Promise.all(Array.from({ length: 20 }, () => newTestMember(ctx)));
    const given = await Promise.allSettled(
      members.flatMap((memberId) =>
        [1, 2].map(() => issueCoupon(ctx, { couponId, memberId, key: "poster", source: "staff" })),
      ),
    );
    const ids = given.flatMap((end) => (end.status === "fulfilled" ? [end.value.heldId] : []));
    expect(new Set(ids).size).toBe(5);
    await proves(ctx);
  });
});

describe("show and tear", () => {
  it("can be undone for five minutes, once", async () => {
    const { as, ctx, couponId } = await shopWith({ use: "tear" });
    const memberId = await newTestMember(ctx);
    const { heldId } = await issueCoupon(ctx, { couponId, memberId, key: "k", source: "staff" });
    const member = { kind: "member", id: memberId } as const;
    const { undoUntil } = await tearCoupon(as(member), memberId, { heldId });
    const ended = await Promise.allSettled([1, 2, 3].map(() => undoTear(as(member), memberId, { heldId })));
    expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await tearCoupon(as(member), memberId, { heldId });
    await expect(undoTear(as(member, undoUntil), memberId, { heldId })).rejects.toMatchObject({
      reason: "coupons.undo_over",
    });
    await expect(tearCoupon(as({ kind: "member", id: newId() }), memberId, { heldId })).rejects.toMatchObject({
      code: "forbidden",
    });
    await proves(ctx);
  });
});
