import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { launchCampaign, newsDraft } from "@/db/testing/campaign-factories";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newTestShop } from "@/server/kernel/testing";
import type { CampaignDefinitionInput, DateOfFact } from "./input";
import { warrantyNoticePreset } from "./rules/preset";
import { runDueCampaigns } from "./service/run-due-campaigns";

// Thirty days of a shop in one test: members, facts that change each day, campaigns of every timing, two workers at once.

const memberCount = 2_000;
const cap = 3;
const start = Date.parse("2026-10-31T15:00:00Z"); // 1 November, midnight in Tokyo
const day = (n: number, hours = 0) => new Date(start + n * 86_400_000 + hours * 3_600_000);

/** A town of members; every third date of each kind falls into the month or near it. */
const peopleOf = (ctx: Ctx) => sql`
  insert into members (tenant_id, member_id, member_no, family_name, given_name, email_normalised, mail_opt_in, birthday, gender,
    locale, joined_at, updated_at)
  select ${ctx.tenant}, gen_random_uuid(), 'M' || n, '田中', '花子', case when n % 23 > 0 then 'm' || n || '@example.jp' end, n % 7 > 0,
    date '1950-01-01' + (n * 37 % 20000), case when n % 2 = 0 then 'female' else 'male' end, case when n % 11 = 0 then 'en' else 'ja' end,
    ${day(-40)}::timestamptz + make_interval(hours => n * 7 % 1680), ${day(-40)}
  from generate_series(1, ${memberCount}) n`;
const productsOf = (
  ctx: Ctx,
) => sql`insert into products (tenant_id, id, external_id, name, price_yen, created_at, updated_at)
  select ${ctx.tenant}, gen_random_uuid(), 'P' || n, '商品' || n, 1000 * n, ${day(-40)}, ${day(-40)} from generate_series(1, 5) n`;
const warrantiesOf = (ctx: Ctx) => sql`
  insert into warranties (tenant_id, member_id, id, purchase_line_id, piece_no, product_id, starts_on, ends_on, created_at)
  select m.tenant_id, m.member_id, gen_random_uuid(), gen_random_uuid(), 1, (select p.id from products p where p.tenant_id = m.tenant_id
      order by p.external_id offset substr(m.member_no, 2)::integer % 5 limit 1),
    '2023-01-01', date '2026-11-01' + substr(m.member_no, 2)::integer % 90, ${day(-40)}
  from members m where m.tenant_id = ${ctx.tenant} and substr(m.member_no, 2)::integer % 2 = 0`;

/** What happens in the shop on a day: some buy, some unsubscribe, some warranties are voided. */
const dailyLife = (ctx: Ctx, n: number) => [
  sql`insert into purchases (tenant_id, member_id, id, kind, external_id, occurred_at, recorded_at, business_date, total_yen, request_hash)
    select m.tenant_id, m.member_id, gen_random_uuid(), 'sale', m.member_no || '-' || ${n}::text, ${day(n, 13)}, ${day(n, 13)},
      (${day(n, 13)}::timestamptz at time zone 'Asia/Tokyo')::date, 5000, 'x'
    from members m where m.tenant_id = ${ctx.tenant} and (substr(m.member_no, 2)::integer * 31 + ${n} * 17) % 19 = 0`,
  sql`update members set mail_opt_in = false where tenant_id = ${ctx.tenant} and substr(member_no, 2)::integer % 613 = ${n}`,
  sql`update warranties set voided_at = ${day(n, 13)} where tenant_id = ${ctx.tenant} and ends_on = date '2026-12-03' + ${n}::integer
    and get_byte(uuid_send(member_id), 14) % 3 = 0`,
  // The sender, for this test: what is due has been delivered.
  sql`update deliveries set state = 'delivered', handed_at = send_at where tenant_id = ${ctx.tenant} and state = 'planned' and send_at <= ${day(n, 23)}`,
  sql`update send_chunks set state = 'done' where tenant_id = ${ctx.tenant} and state = 'ready' and send_at <= ${day(n, 23)}`,
];

const quiet = { offer: { showPoints: false, recommendations: 0 as const } };
const onFact = (fact: DateOfFact["fact"], offsetDays: number, atHour: number): CampaignDefinitionInput =>
  newsDraft({
    ...quiet,
    holdoutPercent: 10,
    timing: { kind: "date_of_fact", fact, offsetDays, atMinutes: atHour * 60, windowDays: 2 },
  });
const byCron = (expression: string, more: Partial<CampaignDefinitionInput> = {}) =>
  newsDraft({ ...quiet, holdoutPercent: 10, timing: { kind: "cron", expression, validHours: 12 }, ...more });
const women = { target: { rule: { type: "gender" as const, in: ["female" as const] } } };

const campaigns: [CampaignDefinitionInput, number][] = [
  [{ ...warrantyNoticePreset(), offer: { showPoints: true, recommendations: 0 } }, 900],
  [warrantyNoticePreset({ daysBefore: 7, atMinutes: 660 }), 800],
  ...([-3, 0, 1].map((offset) => [onFact("birthday", offset, 10), 300 + offset]) satisfies [
    CampaignDefinitionInput,
    number,
  ][]),
  ...([1, 7, 14, 30].map((offset) => [onFact("joined", offset, 11), 200 + offset]) satisfies [
    CampaignDefinitionInput,
    number,
  ][]),
  ...([1, 3, 10].map((offset) => [onFact("last_purchase", offset, 22), 100 + offset]) satisfies [
    CampaignDefinitionInput,
    number,
  ][]),
  [onFact("points_expiry", -7, 12), 500],
  [byCron("0 10 * * 1"), 50],
  [byCron("0 10 * * 5", women), 60],
  [byCron("0 8 1,15 * *"), 70],
  // In the night, and too old by the morning.
  [byCron("30 21 * * 3", { timing: { kind: "cron", expression: "30 21 * * 3", validHours: 2 } }), 90],
  [byCron("0 18 * * 6", { target: { rule: { type: "purchases", measure: "times", atLeast: 1 } } }), 55],
  ...([3, 9, 20].map((n) => [
    newsDraft({ ...quiet, holdoutPercent: 20, timing: { kind: "once", at: day(n, 12).toISOString() } }),
    n,
  ]) satisfies [CampaignDefinitionInput, number][]),
  [byCron("0 12 10 * *", { holdoutPercent: 50 }), 40],
];

describe("thirty days", () => {
  it("of many campaigns hold every promise", async () => {
    const shop = await newTestShop({ marketingCapPerWeek: cap });
    const { ctx } = shop;
    await inTransaction(shop.batch(), async (t) => {
      for (const statement of [peopleOf(ctx), productsOf(ctx), warrantiesOf(ctx)]) await t.tx.execute(statement);
    });
    for (const [draft, priority] of campaigns) await launchCampaign(shop.as(ctx.actor, day(0)), draft, { priority });
    expect(campaigns.length).toBeGreaterThanOrEqual(20);
    let found = 0;
    for (let n = 0; n < 30; n += 1) {
      // No worker on the sixth day: the look-back makes up for it.
      for (const hours of n === 5 ? [] : [8.1, 12.3, 18.4, 22.5]) {
        // At noon, when most is due, a second worker is at it too.
        const workers = hours === 12.3 ? 2 : 1;
        const reports = await Promise.all(
          Array.from({ length: workers }, () => runDueCampaigns(shop.batch(day(n, hours)))),
        );
        for (const { candidates, failed } of reports) {
          found += candidates;
          expect(failed).toBe(0);
        }
      }
      await inTransaction(shop.batch(), async (t) => {
        for (const statement of dailyLife(ctx, n)) await t.tx.execute(statement);
      });
    }
    const one = async (query: ReturnType<typeof sql>) =>
      (await read(shop.batch(), (tx) => tx.execute<{ n: number }>(query))).rows[0]?.n;
    const c = sql`candidates c where c.tenant_id = ${ctx.tenant}`;
    const d = sql`deliveries d where d.tenant_id = ${ctx.tenant}`;

    // Every candidate has exactly one verdict, and a message exactly where it says so.
    expect(await one(sql`select count(*) as n from ${c}`)).toBe(found);
    expect(await one(sql`select count(*) as n from ${c} and verdict is null`)).toBe(0);
    expect(await one(sql`select count(*) as n from ${c} and (verdict = 'send') <> (delivery_id is not null)`)).toBe(0);
    expect(await one(sql`select count(*) as n from ${d}`)).toBe(
      await one(sql`select count(*) as n from ${c} and verdict = 'send'`),
    );
    // Nothing twice: one message per campaign, member and occurrence.
    expect(await one(sql`select count(*) - count(distinct (member_id, campaign_id, occurrence)) as n from ${d}`)).toBe(
      0,
    );
    // No cap exceeded in any seven days.
    const most = await one(sql`select max(k) as n from (select count(*) over (partition by member_id order by send_at
      range between interval '7 days' - interval '1 millisecond' preceding and current row) as k from ${d}) x`);
    expect(most).toBe(cap);
    // Nothing in the night.
    expect(
      await one(
        sql`select count(*) as n from ${d} and extract(hour from send_at at time zone 'Asia/Tokyo') not between 9 and 20`,
      ),
    ).toBe(0);
    // Nobody of a control group was written to, and the groups are those of the hash.
    const bucket = sql`('x' || left(md5(x.campaign_id || ':' || x.member_id), 8))::bit(32)::bigint % 10000`;
    const percent = sql`(select (v.definition->>'holdoutPercent')::integer from campaign_versions v where v.tenant_id = x.tenant_id and v.campaign_id = x.campaign_id)`;
    expect(
      await one(
        sql`select count(*) as n from deliveries x where x.tenant_id = ${ctx.tenant} and ${bucket} < 100 * ${percent}`,
      ),
    ).toBe(0);
    expect(
      await one(
        sql`select count(*) as n from candidates x where x.tenant_id = ${ctx.tenant} and verdict = 'holdout' and ${bucket} >= 100 * ${percent}`,
      ),
    ).toBe(0);
    // Nobody was missed: every warranty that came due, also on the day without a worker, was a candidate.
    const missed =
      await one(sql`select count(*) as n from warranties w join campaigns p on p.tenant_id = w.tenant_id and p.priority = 900
      where w.tenant_id = ${ctx.tenant} and w.voided_at is null and w.ends_on between '2026-11-01' and '2026-12-30'
        and not exists (select from candidates k where k.tenant_id = w.tenant_id and k.member_id = w.member_id and k.campaign_id = p.id
          and k.facts->>'productId' = w.product_id::text)`);
    expect(missed).toBe(0);
    const { rows } = await read(shop.batch(), (tx) =>
      tx.execute<{ verdict: string }>(sql`select distinct verdict from ${c} order by 1`),
    );
    expect(rows.map((row) => row.verdict)).toEqual([
      "capped",
      "holdout",
      "lost_to",
      "no_address",
      "no_consent",
      "quiet_hours",
      "send",
    ]);
    expect(
      await one(sql`select count(*) as n from campaign_runs where tenant_id = ${ctx.tenant} and decided_at is null`),
    ).toBe(0);
    expect(
      await one(sql`select count(*) as n from campaigns where tenant_id = ${ctx.tenant} and state = 'finished'`),
    ).toBe(3);
  }, 240_000);
});
