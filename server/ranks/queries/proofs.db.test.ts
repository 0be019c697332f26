import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { inTransaction } from "@/server/kernel/ctx";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { settleRanks } from "../service/settle-ranks";
import { publishTestRanks } from "../service/testing";
import { recomputed } from "./proofs";

it("a shop that is too large for one look is looked at in parts, each member once in as many days", async () => {
  const { ctx } = await newTestShop();
  await publishTestRanks(ctx);
  const ids: string[] = [];
  for (let n = 0; n < 12; n += 1) ids.push(await newTestMember(ctx));
  await inTransaction(ctx, (t) => settleRanks(t, ids, "2026-11-22", "import"));
  expect(await recomputed(ctx)).toEqual({ count: 12, violations: 0 });
  await inTransaction(ctx, (t) =>
    t.tx.execute(sql`update rank_standings set level = 2 where tenant_id = ${t.tenant} and member_id = ${ids[5]}`),
  );
  const days = [0, 1, 2].map((n) => ({ ...ctx, now: new Date(ctx.now.getTime() + n * 86_400_000) }));
  const seen = [];
  for (const day of days) seen.push(await recomputed(day, 4));
  expect(seen.reduce((sum, { count }) => sum + count, 0)).toBe(12);
  expect(seen.map(({ violations }) => violations).toSorted((a, b) => a - b)).toEqual([0, 0, 1]);
});
