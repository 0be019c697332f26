import { describe, expect, it } from "vitest";
import { newTestMember, newTestShop, staffActor } from "@/server/kernel/testing";
import { countSegment, memberMatches, sampleSegment } from "./count";

describe("countSegment", () => {
  it("counts the members of this shop only, without those who have withdrawn", async () => {
    const [mine, other] = [await newTestShop(), await newTestShop()];
    await newTestMember(mine.ctx, { prefecture: "東京都" });
    await newTestMember(mine.ctx, { prefecture: "大阪府" });
    await newTestMember(mine.ctx, { prefecture: "東京都", withdrawnAt: mine.ctx.now });
    await newTestMember(other.ctx, { prefecture: "東京都" });
    expect(await countSegment(mine.ctx, { type: "everyone" })).toBe(2);
    expect(await countSegment(mine.ctx, { type: "prefecture", in: ["東京都"] })).toBe(1);
    expect(await countSegment(mine.batch(), { type: "not", of: { type: "prefecture", in: ["東京都"] } })).toBe(1);
  });

  it("is for owners, marketers and analysts", async () => {
    const shop = await newTestShop();
    expect(await countSegment(shop.as(staffActor({ role: "analyst" })), { type: "everyone" })).toBe(0);
    for (const actor of [staffActor({ role: "store_staff" }), { kind: "visitor" } as const]) {
      await expect(countSegment(shop.as(actor), { type: "everyone" })).rejects.toMatchObject({
        code: "forbidden",
        reason: "segments.role",
      });
    }
  });
});

describe("sampleSegment and memberMatches", () => {
  it("shows members of the segment, and says of one whether it is in", async () => {
    const { ctx } = await newTestShop();
    const inTokyo = await newTestMember(ctx, { prefecture: "東京都" });
    const elsewhere = await newTestMember(ctx, { prefecture: null });
    const rule = { type: "prefecture" as const, in: ["東京都"] };
    expect((await sampleSegment(ctx, rule)).map((m) => m.memberId)).toEqual([inTokyo]);
    expect(await memberMatches(ctx, rule, inTokyo)).toBe(true);
    expect(await memberMatches(ctx, rule, elsewhere)).toBe(false);
    expect(await memberMatches(ctx, { type: "not", of: rule }, elsewhere)).toBe(true);
  });
});
