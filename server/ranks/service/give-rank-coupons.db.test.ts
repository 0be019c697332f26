import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { createCoupon } from "@/server/coupons/service/save-coupon";
import { type Ctx, read, systemCtx } from "@/server/kernel/ctx";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { rankStanding } from "../queries/standing";
import { giveRankCoupons } from "./give-rank-coupons";
import { endRankByHand, setRankByHand } from "./set-by-hand";
import { publishTestRanks, testLevels } from "./testing";

const title = { ja: "ゴールド記念", en: "Gold" };

async function shopWithRankCoupon() {
  const { ctx } = await newTestShop();
  const definition = { title, benefit: { kind: "amount" as const, yen: 500 }, validity: { days: 30 } };
  const { couponId } = await createCoupon(ctx, { name: "gold", definition });
  const levels = testLevels(0, 30_000, 100_000).map((level, at) =>
    at === 2 ? { ...level, couponIds: [couponId] } : level,
  );
  await publishTestRanks(ctx, { levels, couponAgainAfterDays: 90 });
  return { ctx, levels, gold: levels[2]?.id ?? "" };
}

const after = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + days * 86_400_000) });

async function held(ctx: Ctx, memberId: string): Promise<number> {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ n: number }>(
      sql`select count(*)::integer as n from held_coupons where member_id = ${memberId} and source = 'rank'`,
    ),
  );
  return rows[0]?.n ?? 0;
}

describe("the coupon of a rank", () => {
  it("comes once with a promotion, not again within the days, and again after them", async () => {
    const { ctx, gold } = await shopWithRankCoupon();
    const memberId = await newTestMember(ctx);
    const rise = { memberId, rankId: gold, fromLevel: 0, level: 2, why: "manual" as const };
    const told = (of: Ctx) => giveRankCoupons(systemCtx(of.tenant, "test", of.db, of.now), rise);
    const promote = (of: Ctx) =>
      setRankByHand(of, { memberId, rankId: gold, untilOn: "2027-12-31", reason: "長年のご愛顧" });
    await promote(ctx);
    await told(ctx);
    await told(ctx);
    expect(await held(ctx, memberId)).toBe(1);
    expect((await rankStanding(ctx, memberId))?.coupons).toEqual({ own: [title], next: [] });
    for (const [days, count] of [
      [30, 1],
      [120, 2],
    ] as const) {
      const later = after(ctx, days);
      await endRankByHand(after(ctx, days - 1), { memberId });
      await promote(later);
      await told(later);
      expect(await held(later, memberId)).toBe(count);
    }
  });
  it("does not come with a fall, an import, or to who has another rank by now", async () => {
    const { ctx, levels, gold } = await shopWithRankCoupon();
    const memberId = await newTestMember(ctx);
    await setRankByHand(ctx, { memberId, rankId: gold, untilOn: "2027-12-31", reason: "長年のご愛顧" });
    const rise = { memberId, rankId: gold, fromLevel: 0, level: 2, why: "manual" as const };
    await giveRankCoupons(ctx, { ...rise, why: "import" });
    await giveRankCoupons(ctx, { ...rise, fromLevel: 2, level: 1 });
    await setRankByHand(ctx, { memberId, rankId: levels[1]?.id ?? "", untilOn: "2027-12-31", reason: "訂正" });
    await giveRankCoupons(ctx, rise);
    expect(await held(ctx, memberId)).toBe(0);
    const next = (await rankStanding(ctx, memberId))?.coupons.next;
    expect(next).toEqual([title]);
  });
});
