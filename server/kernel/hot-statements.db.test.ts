import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { read } from "./ctx";
import { newTestShop } from "./testing";

it("plans what is asked all the time once for a connection, and answers the same", async () => {
  const { ctx } = await newTestShop();
  const kept = await read(ctx, async (tx) => {
    for (let n = 0; n < 80; n += 1) {
      const { rows } = await tx.execute<{ n: number }>(sql`select ${n}::integer + 1 as n`);
      expect(rows).toEqual([{ n: n + 1 }]);
    }
    return tx.execute<{ calls: number }>(sql`
      select generic_plans + custom_plans as calls from pg_prepared_statements where statement like '%::integer + 1 as n'`);
  });
  expect(kept.rows).toHaveLength(1);
  expect(kept.rows[0]?.calls).toBeGreaterThan(20);
});
