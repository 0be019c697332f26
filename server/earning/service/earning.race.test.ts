import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, testNow } from "@/server/kernel/testing";
import { ledgerProof } from "@/server/points/queries";
import { setProgram } from "@/server/points/service/set-program";
import { earningProofs } from "../queries/proofs";
import { awardOccasion } from "./award-occasion";
import { awardSale } from "./award-sale";
import { saveRule } from "./edit-draft";
import { publishRules } from "./publish-rules";

const program = {
  ratePoints: 1,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 12,
  returnGraceDays: 30,
} as const;

async function shopWith(over: Record<string, unknown>) {
  const shop = await newTestShop();
  await setProgram(shop.ctx, { ...program, validFrom: new Date("2020-01-01") });
  const rule = {
    id: newId(),
    name: "2倍",
    when: {},
    gives: { kind: "multiply", timesHundredths: 200 },
    stacking: { kind: "sum" },
    precedence: 100,
    limits: {},
    life: {},
    ...over,
  };
  const { revision } = await saveRule(shop.ctx, { rule, revision: 0 });
  await publishRules(shop.ctx, { revision });
  return { ...shop, ruleId: rule.id };
}
const sale = (memberId: string) => ({
  purchaseId: newId(),
  basket: {
    memberId,
    storeId: null,
    channel: null,
    payment: null,
    occurredAt: testNow,
    lines: [
      { lineId: "1", productId: null, categoryIds: [], brand: null, quantity: 1, amountYen: 10_000, taxPercent: 10 },
    ],
    pointsSpent: 0,
    isFirstPurchase: false,
    couponMultipliers: [],
  },
});
async function proved(ctx: Ctx) {
  expect((await ledgerProof(ctx)).filter((line) => line.violations > 0)).toEqual([]);
  for (const proof of earningProofs)
    expect({ name: proof.name, ...(await proof.run(ctx)) }).toMatchObject({ violations: 0 });
}
const givenBy = async (ctx: Ctx) => {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ points: number }>(sql`select coalesce(sum(points), 0)::bigint as points from earn_parts
      where tenant_id = ${ctx.tenant} and rule_id is not null`),
  );
  return rows[0]?.points;
};

describe("at once", () => {
  it("thirty sales at many tills share one budget: all of it goes, and not a point more", async () => {
    const { ctx } = await shopWith({ limits: { budget: { points: 1_234, period: "ever" } } });
    const members = await Promise.all(Array.from({ length: 10 }, () => newTestMember(ctx)));
    const awards = await Promise.all(
      Array.from({ length: 30 }, (_, n) => awardSale(ctx, sale(members[n % members.length] ?? ""))),
    );
    expect(awards.reduce((sum, { points }) => sum + points, 0)).toBe(30 * 100 + 1_234);
    expect(await givenBy(ctx)).toBe(1_234);
    await proved(ctx);
  });

  it("ten sales to one member stop at the member's limit: without lockMember some give it twice", async () => {
    const { ctx } = await shopWith({ limits: { perMember: { points: 250, period: "month" } } });
    const memberId = await newTestMember(ctx);
    await Promise.all(Array.from({ length: 10 }, () => awardSale(ctx, sale(memberId))));
    expect(await givenBy(ctx)).toBe(250);
    await proved(ctx);
  });

  it("one occasion told ten times is given once, and a failed sale gives its budget back", async () => {
    const { ctx } = await shopWith({
      gives: { kind: "occasion", occasion: "check_in", points: 70 },
      limits: { budget: { points: 100, period: "ever" } },
    });
    const [memberId, other] = [await newTestMember(ctx), await newTestMember(ctx)];
    const tell = (ctxOf: Ctx, who: string) => awardOccasion(ctxOf, { memberId: who, occasion: "check_in", key: "s" });
    const broken = inTransaction(ctx, async (t) => {
      await tell(t, memberId);
      throw new Error("the till lost power");
    });
    await expect(broken).rejects.toThrow("lost power");
    const told = await Promise.all(Array.from({ length: 10 }, () => tell(ctx, memberId)));
    expect(told.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
    expect(await tell(ctx, other)).toMatchObject({ points: 30 });
    await proved(ctx);
  });
});
