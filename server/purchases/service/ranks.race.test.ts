import { describe, expect, it } from "vitest";
import type { Ctx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { brokenRanks, publishTestRanks } from "@/server/ranks/service/testing";
import { rankOf } from "@/server/ranks/queries/rank-of";
import { judgeDue } from "@/server/ranks/service/judge-due";
import { recordSale } from "./record-sale";
import { voidSale } from "./void-sale";

const sell = (ctx: Ctx, memberId: string, yen: number) =>
  recordSale(ctx, {
    memberId,
    externalId: newId(),
    lines: [{ description: "服", quantity: 1, unitPriceYen: yen }],
  });
const rounds = 6;

// The first two fail without the `for update` on the standing in goen.rank_settle: whoever judges last may not have seen the other's fact.
describe("at once", () => {
  it("two sales: together they reach the rank that neither reaches alone", async () => {
    const { ctx } = await newTestShop();
    await publishTestRanks(ctx);
    for (let round = 0; round < rounds; round += 1) {
      const memberId = await newTestMember(ctx);
      await Promise.all(Array.from({ length: 5 }, () => sell(ctx, memberId, 20_000)));
      expect((await rankOf(ctx, memberId))?.level).toBe(2);
    }
    expect(await brokenRanks(ctx)).toEqual([]);
  });

  it("a sale and the return of another: the rank is that of what remains", async () => {
    const { ctx } = await newTestShop();
    await publishTestRanks(ctx);
    for (let round = 0; round < rounds; round += 1) {
      const memberId = await newTestMember(ctx);
      const { purchaseId } = await sell(ctx, memberId, 90_000);
      await Promise.all([voidSale(ctx, { memberId, purchaseId }), sell(ctx, memberId, 20_000)]);
      expect((await rankOf(ctx, memberId))?.level).toBe(0);
    }
    expect(await brokenRanks(ctx)).toEqual([]);
  });

  it("a sale and the nightly judgement: what was bought this minute keeps the rank", async () => {
    const { ctx } = await newTestShop();
    await publishTestRanks(ctx);
    const newYear: Ctx = { ...ctx, now: new Date("2028-01-01T03:00:00Z") };
    for (let round = 0; round < rounds; round += 1) {
      const memberId = await newTestMember(ctx);
      await sell(ctx, memberId, 120_000);
      await Promise.all([judgeDue(newYear), sell(newYear, memberId, 110_000), judgeDue(newYear)]);
      expect(await rankOf(newYear, memberId)).toMatchObject({ level: 2, keepsUntil: "2029-12-31" });
    }
    expect(await brokenRanks(newYear)).toEqual([]);
  });
});
