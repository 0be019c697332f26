import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { categories } from "@/db/schema/catalog";
import { earnParts } from "@/db/schema/earning";
import { insertProduct, insertStore } from "@/db/testing/factories";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor, testNow } from "@/server/kernel/testing";
import { ledgerProof, walletOf } from "@/server/points/queries";
import { setProgram } from "@/server/points/service/set-program";
import { quoteEarning } from "../queries/quote-earning";
import { awardSale } from "./award-sale";
import { discardDraft, removeRule, saveRule } from "./edit-draft";
import { pauseRule } from "./pause-rule";
import { cancelVersion, publishRules } from "./publish-rules";
import { takeBackSale } from "./take-back-sale";

const program = {
  ratePoints: 1,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 12,
  returnGraceDays: 30,
} as const;
const day = 86_400_000;

async function openShop() {
  const shop = await newTestShop();
  const [bags, bag, storeId] = [newId(), newId(), newId()];
  await inTransaction(shop.ctx, async (t) => {
    await insertStore(t.tx, { tenantId: t.tenant, id: storeId });
    const head = { tenantId: t.tenant, id: bags, externalId: "BAGS", name: "バッグ", path: `/${bags}/` };
    await t.tx.insert(categories).values({ ...head, createdAt: testNow });
    await insertProduct(t.tx, { tenantId: t.tenant, id: bag, externalId: "BAG", categoryId: bags });
  });
  await setProgram(shop.ctx, { ...program, validFrom: new Date(testNow.getTime() - 400 * day) });
  const memberId = await newTestMember(shop.ctx);
  const at = (days: number) => shop.as(shop.ctx.actor, new Date(testNow.getTime() + days * day));
  return { ...shop, at, bags, bag, storeId, memberId };
}
type Shop = Awaited<ReturnType<typeof openShop>>;

const rule = (over: Record<string, unknown> = {}) => ({
  id: newId(),
  name: "倍",
  when: {},
  gives: { kind: "multiply", timesHundredths: 200 },
  stacking: { kind: "sum" },
  precedence: 100,
  limits: {},
  life: {},
  ...over,
});
async function publish(ctx: Ctx, ...rules: ReturnType<typeof rule>[]) {
  let revision = 0;
  for (const one of rules) ({ revision } = await saveRule(ctx, { rule: one, revision }));
  return publishRules(ctx, { revision });
}
const basket = (shop: Shop, over: Record<string, unknown> = {}) => ({
  memberId: shop.memberId,
  storeId: shop.storeId,
  channel: "shop",
  payment: null,
  occurredAt: testNow,
  lines: [
    {
      lineId: newId(),
      productId: shop.bag,
      categoryIds: [shop.bags],
      brand: null,
      quantity: 3,
      amountYen: 10_000,
      taxPercent: 10,
    },
    { lineId: newId(), productId: null, categoryIds: [], brand: null, quantity: 1, amountYen: 5_000, taxPercent: 10 },
  ],
  pointsSpent: 0,
  isFirstPurchase: false,
  couponMultipliers: [],
  ...over,
});
const proved = async (ctx: Ctx) => expect((await ledgerProof(ctx)).filter((line) => line.violations > 0)).toEqual([]);
const partsOf = (ctx: Ctx) => read(ctx, (tx) => tx.select().from(earnParts).where(eq(earnParts.tenantId, ctx.tenant)));

describe("a sale by rules", () => {
  it("posts one journal for each life, keeps the parts by line, and takes back what the lines earned", async () => {
    const shop = await openShop();
    const { ctx, memberId, bags } = shop;
    const december = { expiry: { kind: "date", lastDay: "2026-12-31" } };
    await publish(
      ctx,
      rule({ name: "バッグ2倍", when: { categoryIds: [bags] }, life: december }),
      rule({ name: "全品", limits: { perSale: 20 } }),
    );
    const asked = basket(shop);
    const quote = await quoteEarning(ctx, asked);
    const purchaseId = newId();
    const award = await awardSale(ctx, { purchaseId, basket: asked });
    expect(award.points).toBe(150 + 100 + 20);
    expect(quote.points).toBe(award.points);
    expect(await walletOf(ctx, memberId)).toMatchObject({
      available: 270,
      nextExpiry: { lastDay: "2026-12-31", points: 100 },
    });
    const parts = await partsOf(ctx);
    expect(
      parts
        .map(({ label, points, version }) => [label, points, version] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ).toEqual([
      ["", 150, null],
      ["バッグ2倍", 100, 1],
      ["全品", 20, 1],
    ]);
    expect(new Set(parts.map(({ journalId }) => journalId)).size).toBe(2);
    const [line] = asked.lines;
    let taken = 0;
    for (let before = 0; before < 3; before++) {
      const value = [3_333, 3_333, 3_334][before] ?? 0;
      const back = await takeBackSale(ctx, {
        memberId,
        purchaseId,
        returnId: newId(),
        occurredAt: testNow,
        storeId: null,
        saleTotalYen: 15_000,
        returnedBeforeYen: before * 3_333,
        returnedYen: value,
        pieces: [{ lineId: line?.lineId ?? "", quantity: 3, before, pieces: 1 }],
      });
      taken += back.takenBack;
    }
    const ofLine = parts.flatMap(({ perLine }) => perLine as { lineId: string; points: number }[]);
    expect(taken).toBe(
      ofLine.filter(({ lineId }) => lineId === line?.lineId).reduce((sum, { points }) => sum + points, 0),
    );
    expect((await walletOf(ctx, memberId)).available).toBe(270 - taken);
    await proved(ctx);
  });

  it("is the program's alone where no version had begun, and a version's from its first instant on", async () => {
    const shop = await openShop();
    const { ctx, at, memberId } = shop;
    const { revision } = await saveRule(ctx, { rule: rule(), revision: 0 });
    await publishRules(ctx, { revision, validFrom: new Date(testNow.getTime() + day) });
    expect((await awardSale(ctx, { purchaseId: newId(), basket: basket(shop) })).points).toBe(150);
    expect(await partsOf(ctx)).toEqual([]);
    const later = basket(shop, { occurredAt: new Date(testNow.getTime() + day) });
    expect((await awardSale(at(1), { purchaseId: newId(), basket: later })).points).toBe(300);
    // A till uploads a sale of yesterday: by the rules of yesterday.
    expect((await awardSale(at(1), { purchaseId: newId(), basket: basket(shop) })).points).toBe(150);
    expect((await walletOf(at(1), memberId)).available).toBe(600);
  });

  it("stops at the limits of member, times and budget, and counts again what came back", async () => {
    const shop = await openShop();
    const { ctx } = shop;
    const month = { perMember: { points: 200, period: "month" } };
    await publish(
      ctx,
      rule({ name: "月200", limits: month }),
      rule({ name: "予算", limits: { budget: { points: 250, period: "ever" } } }),
    );
    const sale = async () =>
      (await awardSale(ctx, { purchaseId: newId(), basket: basket(shop) })).parts.map(
        ({ label, points }) => `${label}${points}`,
      );
    expect(await sale()).toEqual(["150", "月200150", "予算150"]);
    const second = newId();
    const again = basket(shop);
    const parts = (await awardSale(ctx, { purchaseId: second, basket: again })).parts;
    expect(parts.map(({ label, points }) => `${label}${points}`)).toEqual(["150", "月20050", "予算100"]);
    expect(parts[2]?.inputs).toMatchObject({ uncapped: 150, cappedBy: "budget" });
    expect(await sale()).toEqual(["150"]);
    await takeBackSale(ctx, {
      memberId: shop.memberId,
      purchaseId: second,
      returnId: newId(),
      occurredAt: testNow,
      storeId: null,
      saleTotalYen: 15_000,
      returnedBeforeYen: 0,
      returnedYen: 15_000,
      pieces: again.lines.map(({ lineId, quantity }) => ({ lineId, quantity, before: 0, pieces: quantity })),
    });
    expect(await sale()).toEqual(["150", "月20050", "予算100"]);
    await proved(ctx);
  });

  it("lets a coupon multiply, with and without rules", async () => {
    const shop = await openShop();
    const couponMultipliers = [{ couponId: newId(), label: "3倍券", timesHundredths: 300, lineIds: null }];
    const award = await awardSale(shop.ctx, { purchaseId: newId(), basket: basket(shop, { couponMultipliers }) });
    expect(award.parts.map(({ kind, label, points }) => [kind, label, points])).toEqual([
      ["base", "", 150],
      ["coupon", "3倍券", 300],
    ]);
    await proved(shop.ctx);
  });
});

describe("rules as they are written", () => {
  it("go from draft to version; a change meanwhile, a foreign id and a beginning in the past are refused", async () => {
    const shop = await openShop();
    const other = await openShop();
    const { ctx, at } = shop;
    const first = rule({ when: { storeIds: [shop.storeId] } });
    expect(await saveRule(ctx, { rule: first, revision: 0 })).toEqual({ revision: 1 });
    await expect(saveRule(ctx, { rule: rule(), revision: 0 })).rejects.toMatchObject({
      reason: "earning.changed_meanwhile",
    });
    await expect(
      saveRule(ctx, { rule: rule({ when: { categoryIds: [other.bags] } }), revision: 1 }),
    ).rejects.toMatchObject({
      reason: "earning.named_unknown",
    });
    await expect(publishRules(ctx, { revision: 1, validFrom: new Date(testNow.getTime() - 1) })).rejects.toMatchObject({
      reason: "earning.begins_in_past",
    });
    expect(await publishRules(ctx, { revision: 1 })).toMatchObject({ version: 1 });
    await expect(publishRules(ctx, { revision: 0 })).rejects.toMatchObject({ reason: "earning.nothing_changed" });
    const { revision } = await removeRule(ctx, { ruleId: first.id, revision: 0 });
    await publishRules(ctx, { revision, validFrom: new Date(testNow.getTime() + day) });
    await cancelVersion(ctx, { version: 2 });
    await expect(cancelVersion(ctx, { version: 1 })).rejects.toMatchObject({ reason: "earning.has_begun" });
    expect((await quoteEarning(at(2), basket(shop, { occurredAt: at(2).now }))).points).toBe(300);
    await discardDraft(ctx);
    for (const role of ["store_staff", "analyst"] as const)
      await expect(saveRule(shop.as(staffActor({ role })), { rule: rule(), revision: 0 })).rejects.toMatchObject({
        code: "forbidden",
      });
    const rewritten = inTransaction(ctx, (t) => t.tx.execute(sql`update earn_rule_sets set rules = '[]'`));
    await expect(rewritten).rejects.toThrow();
  });

  it("pauses a rule for what happens meanwhile only", async () => {
    const shop = await openShop();
    const { ctx, at } = shop;
    const double = rule();
    await publish(ctx, double);
    await pauseRule(at(1), { ruleId: double.id, isPaused: true });
    await pauseRule(at(2), { ruleId: double.id, isPaused: false });
    const pointsAt = async (days: number) =>
      (await quoteEarning(at(3), basket(shop, { occurredAt: new Date(testNow.getTime() + days * day) }))).points;
    expect([await pointsAt(0), await pointsAt(1), await pointsAt(2)]).toEqual([300, 150, 300]);
    await expect(pauseRule(ctx, { ruleId: newId(), isPaused: true })).rejects.toMatchObject({
      reason: "earning.rule_unknown",
    });
  });
});
