import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { insertProduct, insertStore } from "@/db/testing/factories";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { proveAll } from "@/server/kernel/proofs";
import { newTestMember, newTestShop, staffActor, testNow } from "@/server/kernel/testing";
import type { CouponChoices, CouponDefinitionInput } from "../input";
import { demandChosen, quoteCoupons } from "../queries/for-sale";
import { couponProofs } from "../queries/proofs";
import { guardGuesses } from "./guesses";
import { issueCoupon } from "./issue-coupon";
import { makeCodes } from "./make-codes";
import { returnCoupons } from "./return-coupons";
import { createCoupon, resumeCoupon, saveCoupon, stopCoupon } from "./save-coupon";
import { useCoupons } from "./use-coupons";
import { openWord } from "./words";

const definition = (more: Partial<CouponDefinitionInput> = {}): CouponDefinitionInput => ({
  title: { ja: "500円引き", en: "500 yen off" },
  benefit: { kind: "amount", yen: 500 },
  validity: { days: 30 },
  ...more,
});
const lines = [{ lineNo: 1, productId: null, categoryPath: "", quantity: 1, amountYen: 3_000 }];

/** What a sale does with coupons, in one transaction. */
function sell(
  ctx: Ctx,
  memberId: string | null,
  choices: Partial<CouponChoices>,
  more: Partial<{ storeId: string | null; occurredAt: Date; businessDate: string; purchaseId: string }> = {},
) {
  const { storeId = null, occurredAt = ctx.now, businessDate = "2026-11-22", purchaseId = newId() } = more;
  return inTransaction(ctx, async (t) => {
    const quote = await quoteCoupons(t, {
      memberId,
      storeId,
      storeKind: null,
      occurredAt,
      rankId: null,
      lines,
      choices: { chosen: [], best: false, ...choices },
    });
    demandChosen(quote);
    await useCoupons(t, { memberId, purchaseId, storeId, occurredAt, businessDate, uses: quote.applied });
    return { ...quote, purchaseId };
  });
}

const notUsable = (problem: string) => ({
  reason: "coupons.not_usable",
  details: expect.objectContaining({ problem }),
});
const proves = async (ctx: Ctx) =>
  expect((await proveAll(ctx, couponProofs)).filter(({ violations }) => violations > 0)).toEqual([]);
const codesOf = async (ctx: Ctx, couponId: string) =>
  (
    await read(ctx, (tx) =>
      tx.execute<{ code: string }>(sql`select code from coupon_codes where coupon_id = ${couponId} order by code`),
    )
  ).rows.map(({ code }) => code);

async function shopWith(more: Partial<CouponDefinitionInput> = {}) {
  const shop = await newTestShop();
  const memberId = await newTestMember(shop.ctx);
  const { couponId } = await createCoupon(shop.ctx, { name: "秋", definition: definition(more) });
  const give = (key = newId(), to = memberId) =>
    issueCoupon(shop.ctx, { couponId, memberId: to, key, source: "staff" });
  return { ...shop, memberId, couponId, give };
}

describe("a coupon that a member holds", () => {
  it("is used once in a sale, comes back with the whole of it, and can be used again", async () => {
    const { ctx, memberId, give } = await shopWith();
    const { heldId } = await give();
    const sale = await sell(ctx, memberId, { chosen: [{ heldId }] });
    expect(sale).toMatchObject({ discountYen: 500, payableYen: 2_500 });
    await expect(sell(ctx, memberId, { chosen: [{ heldId }] })).rejects.toMatchObject(notUsable("used"));
    await proves(ctx);
    const back = () => inTransaction(ctx, (t) => returnCoupons(t, { memberId, purchaseId: sale.purchaseId }));
    expect(await back()).toMatchObject([{ heldId }]);
    expect(await back()).toEqual([]);
    expect((await sell(ctx, memberId, { chosen: [{ heldId }] })).discountYen).toBe(500);
    await proves(ctx);
  });

  it("is found by its code too, and by nobody else's card", async () => {
    const { ctx, memberId, give } = await shopWith();
    const { code } = await give();
    const other = await newTestMember(ctx);
    await expect(sell(ctx, other, { chosen: [{ code }] })).rejects.toMatchObject(notUsable("other_member"));
    await expect(sell(ctx, null, { chosen: [{ code }] })).rejects.toMatchObject(notUsable("other_member"));
    const spoken = code.toLowerCase().replace(/(.{4})(?=.)/g, "$1-");
    expect((await sell(ctx, memberId, { chosen: [{ code: spoken }] })).discountYen).toBe(500);
  });

  it("is taken by itself where the best is asked for; of two that exclude each other the better one", async () => {
    const { ctx, memberId, give } = await shopWith();
    await give();
    const { couponId } = await createCoupon(ctx, {
      name: "大",
      definition: definition({ benefit: { kind: "percent", percent: 20 } }),
    });
    await issueCoupon(ctx, { couponId, memberId, key: "x", source: "campaign" });
    const sale = await sell(ctx, memberId, { best: true });
    expect(sale).toMatchObject({ discountYen: 600, left: [{ problem: "cannot_combine", aloneYen: 500 }] });
  });

  it("is given once per key, keeps its terms when the coupon changes, and is refused when it is stopped", async () => {
    const { ctx, memberId, couponId, give } = await shopWith();
    const first = await give("a");
    expect(await give("a")).toMatchObject({ heldId: first.heldId, isRepeat: true });
    await saveCoupon(ctx, {
      couponId,
      version: 1,
      name: "秋",
      definition: definition({ benefit: { kind: "amount", yen: 50 } }),
    });
    await expect(saveCoupon(ctx, { couponId, version: 1, name: "秋", definition: definition() })).rejects.toMatchObject(
      {
        reason: "coupons.changed_meanwhile",
      },
    );
    const second = await give("b");
    await stopCoupon(ctx, { couponId });
    await expect(give("c")).rejects.toMatchObject({ reason: "coupons.stopped" });
    await expect(sell(ctx, memberId, { chosen: [first].map(({ heldId }) => ({ heldId })) })).rejects.toMatchObject(
      notUsable("stopped"),
    );
    await resumeCoupon(ctx, { couponId });
    expect((await sell(ctx, memberId, { chosen: [{ heldId: first.heldId }] })).discountYen).toBe(500);
    expect((await sell(ctx, memberId, { chosen: [{ heldId: second.heldId }] })).discountYen).toBe(50);
  });

  it("ends with its last business day, and lives a week on when it comes back after that", async () => {
    const { as, ctx, memberId, give } = await shopWith({ validity: { days: 1 } });
    const { heldId, validUntil } = await give();
    expect(validUntil).toEqual(new Date("2026-11-22T15:00:00Z"));
    const sale = await sell(ctx, memberId, { chosen: [{ heldId }] });
    const later = as(ctx.actor, new Date("2026-11-25T03:00:00Z"));
    await inTransaction(later, (t) => returnCoupons(t, { memberId, purchaseId: sale.purchaseId }));
    expect((await sell(later, memberId, { chosen: [{ heldId }] })).discountYen).toBe(500);
    const tooLate = as(ctx.actor, new Date("2026-12-03T03:00:00Z"));
    await inTransaction(tooLate, (t) => returnCoupons(t, { memberId, purchaseId: sale.purchaseId }));
    await expect(sell(as(ctx.actor, testNow), memberId, { chosen: [{ heldId: newId() }] })).rejects.toMatchObject({
      reason: "coupons.not_held",
    });
  });

  it("counts by when the till used it, not by when the till told us", async () => {
    const { as, ctx, memberId, give } = await shopWith({ validity: { days: 1 } });
    const { heldId } = await give();
    const later = as(ctx.actor, new Date("2026-11-24T03:00:00Z"));
    await expect(sell(later, memberId, { chosen: [{ heldId }] })).rejects.toMatchObject(notUsable("expired"));
    expect((await sell(later, memberId, { chosen: [{ heldId }] }, { occurredAt: testNow })).discountYen).toBe(500);
  });

  it("is for the desk and the counter to give, never for an analyst, a stranger or another shop", async () => {
    const { as, ctx, memberId, couponId } = await shopWith();
    const one = { couponId, memberId, key: "k", source: "staff" } as const;
    for (const actor of [
      staffActor({ role: "analyst" }),
      { kind: "visitor" } as const,
      { kind: "member", id: memberId } as const,
    ])
      await expect(issueCoupon(as(actor), one)).rejects.toMatchObject({ code: "forbidden" });
    await expect(issueCoupon((await newTestShop()).ctx, one)).rejects.toMatchObject({ reason: "coupons.coupon" });
    await expect(issueCoupon(ctx, { ...one, memberId: newId() })).rejects.toMatchObject({ reason: "coupons.member" });
    await expect(
      createCoupon(as(staffActor({ role: "store_staff" })), { name: "x", definition: definition() }),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("codes and words", () => {
  it("a unique code is used once, by a member or by nobody known, and comes back", async () => {
    const { ctx, memberId, couponId } = await shopWith({ isForMembers: false });
    await makeCodes(ctx, { couponId, count: 2, name: "チラシ" });
    const [a = "", b = ""] = await codesOf(ctx, couponId);
    await sell(ctx, memberId, { chosen: [{ code: a }] });
    const sale = await sell(ctx, null, { chosen: [{ code: b }] });
    for (const who of [memberId, null])
      for (const code of [a, b])
        await expect(sell(ctx, who, { chosen: [{ code }] })).rejects.toMatchObject(notUsable("used"));
    await inTransaction(ctx, (t) => returnCoupons(t, { memberId: null, purchaseId: sale.purchaseId }));
    expect((await sell(ctx, null, { chosen: [{ code: b }] })).discountYen).toBe(500);
    await proves(ctx);
  });

  it("a word is for everybody, as often as its limits say", async () => {
    const { ctx, memberId, couponId } = await shopWith({ limits: { total: 3, perMember: 1 }, isForMembers: false });
    await openWord(ctx, { couponId, word: "Autumn 2026" });
    await sell(ctx, memberId, { chosen: [{ code: "ａｕｔｕｍｎ２０２６" }] });
    await expect(sell(ctx, memberId, { chosen: [{ code: "AUTUMN2026" }] })).rejects.toMatchObject(
      notUsable("limit_member"),
    );
    await sell(ctx, null, { chosen: [{ code: "AUTUMN2026" }] });
    const third = await sell(ctx, await newTestMember(ctx), { chosen: [{ code: "AUTUMN2026" }] });
    await expect(sell(ctx, null, { chosen: [{ code: "AUTUMN2026" }] })).rejects.toMatchObject(notUsable("limit_total"));
    await proves(ctx);
    expect(third.applied).toMatchObject([{ code: "AUTUMN2026", heldId: null }]);
  });

  it("a limit of the day counts the business day of the sale; one that comes later begins with what there is", async () => {
    const { ctx, couponId } = await shopWith({ isForMembers: false });
    await openWord(ctx, { couponId, word: "DAILY" });
    const use = (businessDate: string) =>
      sell(
        ctx,
        null,
        { chosen: [{ code: "DAILY" }] },
        { businessDate, occurredAt: new Date(`${businessDate}T03:00:00Z`) },
      );
    await use("2026-11-22");
    await saveCoupon(ctx, {
      couponId,
      version: 1,
      name: "秋",
      definition: definition({ isForMembers: false, limits: { perDay: 2, total: 4 } }),
    });
    await use("2026-11-22");
    await expect(use("2026-11-22")).rejects.toMatchObject(notUsable("limit_day"));
    await use("2026-11-23");
    await proves(ctx);
    await expect(
      saveCoupon(ctx, { couponId, version: 2, name: "秋", definition: definition({ limits: { total: 2 } }) }),
    ).rejects.toMatchObject({ reason: "coupons.limit_below_used", details: { counted: 3 } });
  });

  it("what nobody knows is said so, and guessing is stopped, right ones too", async () => {
    const { as, couponId, ctx } = await shopWith({ isForMembers: false });
    const till = as(staffActor({ role: "store_staff" }));
    await openWord(ctx, { couponId, word: "RIGHT" });
    const look = async (code: string) => {
      await guardGuesses(till, [{ code }]);
      return sell(till, null, { chosen: [{ code }] });
    };
    for (let tries = 0; tries < 20; tries += 1)
      await expect(look(`WRONG${tries}`)).rejects.toMatchObject({ reason: "coupons.unknown_code" });
    await expect(look("WRONG")).rejects.toMatchObject({ code: "limited" });
    await expect(look("RIGHT")).rejects.toMatchObject({ code: "limited" });
    expect((await sell(ctx, null, { chosen: [{ code: "RIGHT" }] })).discountYen).toBe(500);
  });
});

describe("what a coupon names", () => {
  it("must be this shop's; stores, products and categories are held against the sale", async () => {
    const { ctx } = await newTestShop();
    const [storeId, other, productId] = [newId(), newId(), newId()];
    await inTransaction(ctx, async (t) => {
      await insertStore(t.tx, { tenantId: t.tenant, id: storeId, externalId: "S1" });
      await insertStore(t.tx, { tenantId: t.tenant, id: other, externalId: "S2" });
      await insertProduct(t.tx, { tenantId: t.tenant, id: productId, externalId: "P1" });
    });
    const memberId = await newTestMember(ctx);
    const { couponId } = await createCoupon(ctx, { name: "店", definition: definition({ storeIds: [storeId] }) });
    const { heldId } = await issueCoupon(ctx, { couponId, memberId, key: "k", source: "staff" });
    await expect(sell(ctx, memberId, { chosen: [{ heldId }] }, { storeId: other })).rejects.toMatchObject(
      notUsable("wrong_store"),
    );
    expect((await sell(ctx, memberId, { chosen: [{ heldId }] }, { storeId })).discountYen).toBe(500);
    for (const wrong of [
      { storeIds: [newId()] },
      { target: { productIds: [newId()] } },
      { target: { categoryIds: [newId()] } },
      { excludes: [newId()] },
      { benefit: { kind: "gift" as const, productId: newId() } },
    ])
      await expect(createCoupon(ctx, { name: "x", definition: definition(wrong) })).rejects.toMatchObject({
        code: "not_found",
      });
  });
});
