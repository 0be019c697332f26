import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestShop } from "@/server/kernel/testing";
import { campaignTiming, type Fact } from "./input";
import { extraction } from "./service/extract";

// The work of a day is that day's: with twenty thousand members, each fact is found by an index that leads with its date.
const indexOf: Record<Exclude<Fact, "points_expiry">, RegExp> = {
  warranty_end: /Index .*warranties_by_end/,
  birthday: /Index .*members_by_birthday/,
  last_purchase: /Index .*purchases_recent/,
  joined: /Index .*members_by_joined/,
  rank_up: /Index .*member_ranks_by_time/,
};

describe("extraction", () => {
  it("reads the days asked for, not the shop", async () => {
    const shop = await newTestShop();
    const { tenant } = shop.ctx;
    await inTransaction(shop.batch(), async (t) => {
      await t.tx.execute(sql`insert into members (tenant_id, member_id, member_no, birthday, joined_at, updated_at)
        select ${tenant}, gen_random_uuid(), 'M' || n, date '1950-01-01' + (n * 7 % 20000), timestamptz '2020-01-01' + make_interval(hours => n * 3), '2020-01-01'
        from generate_series(1, 20000) n`);
      const productId = newId();
      await t.tx.execute(sql`insert into products (tenant_id, id, external_id, name, created_at, updated_at)
        values (${tenant}, ${productId}, 'P', 'P', '2020-01-01', '2020-01-01')`);
      await t.tx.execute(sql`insert into warranties (tenant_id, member_id, id, purchase_line_id, piece_no, product_id, starts_on, ends_on, created_at)
        select tenant_id, member_id, gen_random_uuid(), gen_random_uuid(), 1, ${productId}, '2020-01-01',
          date '2020-01-01' + (substr(member_no, 2)::integer % 3000), '2020-01-01' from members where tenant_id = ${tenant}`);
      await t.tx.execute(sql`insert into purchases (tenant_id, member_id, id, kind, external_id, occurred_at, recorded_at, business_date, total_yen, request_hash)
        select tenant_id, member_id, gen_random_uuid(), 'sale', member_no, joined_at, joined_at, joined_at::date, 1, 'x' from members where tenant_id = ${tenant}`);
      await t.tx.execute(sql`insert into member_ranks (tenant_id, member_id, seq, rank_id, level, from_rank_id, from_level, program_id, since, why, measure)
        select tenant_id, member_id, 1, gen_random_uuid(), 1, gen_random_uuid(), 0, gen_random_uuid(), joined_at, 'purchase', 1
        from members where tenant_id = ${tenant}`);
      await t.tx.execute(sql`select goen.refresh_statistics()`);
      for (const [fact, index] of Object.entries(indexOf)) {
        const timing = campaignTiming.parse({ kind: "date_of_fact", fact, offsetDays: -30 });
        const statement = extraction(t, {
          version: {
            campaignId: newId(),
            versionId: newId(),
            definition: { timing, target: { rule: { type: "everyone" } } },
          },
          run: { runKey: "2022-06-01", dueAt: new Date("2022-06-01T01:00:00Z") },
          runId: newId(),
          timeZone: "Asia/Tokyo",
          isFirstRun: false,
          earlierVersionIds: [newId()],
        });
        const { rows } = await t.tx.execute<Record<string, string>>(sql`explain ${statement}`);
        const plan = rows.map((row) => Object.values(row)[0]).join("\n");
        expect(plan, fact).toMatch(index);
        expect(plan, fact).not.toMatch(/Seq Scan on (members|warranties|purchases|member_ranks)/);
      }
    });
  });
});
