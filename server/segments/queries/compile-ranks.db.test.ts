import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { type Ctx, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { recordSale } from "@/server/purchases/service/record-sale";
import { publishTestRanks } from "@/server/ranks/service/testing";
import type { SegmentRule } from "../input";
import { membersIn } from "../rules/evaluate";
import { compileSegment } from "./compile";
import { namesIn } from "./names";

async function compiled(ctx: Ctx, rule: SegmentRule, isWholeShop: boolean): Promise<string[]> {
  const where = compileSegment(rule, { tenant: ctx.tenant, now: ctx.now, timeZone: "Asia/Tokyo", isWholeShop });
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ id: string }>(sql`select m.member_id as id from members m where ${where} order by 1`),
  );
  return rows.map((row) => row.id);
}

it("ranks and the way to the next one mean in SQL what they mean in words", async () => {
  const { ctx } = await newTestShop();
  const { levels } = await publishTestRanks(ctx);
  const bought = [0, 5_000, 25_000, 40_000, 95_000, 400_000];
  const world: Parameters<typeof membersIn>[0] = {
    now: ctx.now,
    timeZone: "Asia/Tokyo",
    members: [],
    categories: [],
    products: [],
    lowestRankId: levels[0]?.id ?? "",
  };
  for (const yen of bought) {
    const id = await newTestMember(ctx);
    if (yen > 0)
      await recordSale(ctx, {
        memberId: id,
        externalId: newId(),
        lines: [{ description: "服", quantity: 1, unitPriceYen: yen }],
      });
    const place = levels.findLastIndex((level) => level.threshold <= yen);
    const next = levels[place + 1];
    world.members.push({
      id,
      gender: null,
      birthday: null,
      prefecture: null,
      joinedAt: ctx.now,
      joinedStoreId: null,
      locale: "ja",
      email: null,
      mailOptIn: false,
      lastLoginAt: null,
      withdrawnAt: null,
      lines: [],
      warranties: [],
      debt: 0,
      lots: [],
      rankId: yen === 0 ? null : (levels[place]?.id ?? null),
      missingToNextRank: yen === 0 || !next ? null : next.threshold - yen,
    });
  }
  const id = (place: number) => levels[place]?.id ?? "";
  const rules: SegmentRule[] = [
    { type: "rank", in: [id(0)] },
    { type: "rank", in: [id(1), id(3)] },
    { type: "rank", in: [newId()] },
    { type: "not", of: { type: "rank", in: [id(0)] } },
    { type: "next_rank", missingAtMost: 5_000 },
    { type: "next_rank", missingAtMost: 60_000 },
    {
      type: "or",
      of: [
        { type: "rank", in: [id(3)] },
        { type: "next_rank", missingAtMost: 5_000 },
      ],
    },
  ];
  for (const rule of rules) {
    const expected = membersIn(world, rule).toSorted();
    for (const isWholeShop of [false, true])
      expect({ rule, found: await compiled(ctx, rule, isWholeShop) }).toEqual({ rule, found: expected });
  }
  expect(await namesIn(ctx, { type: "rank", in: [id(2)] })).toMatchObject({
    ranks: { [id(2)]: { ja: "ゴールド", en: "Gold" } },
  });
});
