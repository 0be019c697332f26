import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { launchCampaign, newsDraft } from "@/db/testing/campaign-factories";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newTestMember, newTestShop, staffActor } from "@/server/kernel/testing";
import { addDays } from "@/server/kernel/time";
import type { CampaignDefinitionInput, DateOfFact } from "./input";
import { sendCalendar } from "./queries/calendar";
import { warrantyNoticePreset } from "./rules/preset";
import { createCampaign } from "./service/edit-campaign";
import { runDueCampaigns } from "./service/run-due-campaigns";
import { pauseCampaign } from "./service/steer-campaign";

// What the calendar says will be sent, held against the engine really running through the same days.

const memberCount = 600;
const start = Date.parse("2026-10-31T15:00:00Z"); // 1 November, midnight in Tokyo
const day = (n: number, hours = 0) => new Date(start + n * 86_400_000 + hours * 3_600_000);
const days = 14;

const world = (ctx: Ctx) => [
  sql`insert into members (tenant_id, member_id, member_no, family_name, given_name, email_normalised, mail_opt_in, birthday, gender,
      locale, joined_at, updated_at)
    select ${ctx.tenant}, gen_random_uuid(), 'M' || n, '田中', '花子', case when n % 23 > 0 then 'm' || n || '@example.jp' end, n % 7 > 0,
      date '1950-01-01' + (n * 37 % 20000), case when n % 2 = 0 then 'female' else 'male' end, 'ja',
      ${day(-40)}::timestamptz + make_interval(hours => n * 7 % 960), ${day(-40)}
    from generate_series(1, ${memberCount}) n`,
  sql`insert into products (tenant_id, id, external_id, name, price_yen, created_at, updated_at)
    select ${ctx.tenant}, gen_random_uuid(), 'P' || n, '商品' || n, 1000 * n, ${day(-40)}, ${day(-40)} from generate_series(1, 5) n`,
  sql`insert into warranties (tenant_id, member_id, id, purchase_line_id, piece_no, product_id, starts_on, ends_on, created_at)
    select m.tenant_id, m.member_id, gen_random_uuid(), gen_random_uuid(), 1, (select p.id from products p where p.tenant_id = m.tenant_id
        order by p.external_id offset substr(m.member_no, 2)::integer % 5 limit 1),
      '2023-01-01', date '2026-11-01' + substr(m.member_no, 2)::integer % 60, ${day(-40)}
    from members m where m.tenant_id = ${ctx.tenant} and substr(m.member_no, 2)::integer % 2 = 0`,
  sql`insert into purchases (tenant_id, member_id, id, kind, external_id, occurred_at, recorded_at, business_date, total_yen, request_hash)
    select m.tenant_id, m.member_id, gen_random_uuid(), 'sale', m.member_no || '-1', at, at, (at at time zone 'Asia/Tokyo')::date, 5000, 'x'
    from members m cross join lateral (select ${day(-6)}::timestamptz + make_interval(hours => substr(m.member_no, 2)::integer * 5 % 140) as at) x
    where m.tenant_id = ${ctx.tenant} and substr(m.member_no, 2)::integer % 3 = 0`,
  sql`insert into suppressions (tenant_id, member_id, id, channel, reason, at)
    select m.tenant_id, m.member_id, gen_random_uuid(), 'mail', case when n % 2 = 0 then 'bounced' else 'unsubscribed' end, ${day(-3)}
    from members m cross join lateral (select substr(m.member_no, 2)::integer as n) x where m.tenant_id = ${ctx.tenant} and n % 31 = 0`,
];

const quiet = { offer: { showPoints: false, recommendations: 0 as const } };
const onFact = (
  fact: DateOfFact["fact"],
  offsetDays: number,
  atHour: number,
  more: Partial<CampaignDefinitionInput> = {},
) =>
  newsDraft({
    ...quiet,
    holdoutPercent: 10,
    timing: { kind: "date_of_fact", fact, offsetDays, atMinutes: atHour * 60, windowDays: 2 },
    ...more,
  });
const byCron = (expression: string, more: Partial<CampaignDefinitionInput> = {}) =>
  newsDraft({ ...quiet, holdoutPercent: 10, timing: { kind: "cron", expression, validHours: 12 }, ...more });
const women = { target: { rule: { type: "gender" as const, in: ["female" as const] } } };

const programs: [CampaignDefinitionInput, number, "marketing" | "service"][] = [
  [{ ...warrantyNoticePreset(), ...quiet }, 900, "marketing"],
  [onFact("birthday", -3, 10), 300, "marketing"],
  [onFact("birthday", 0, 10), 310, "marketing"],
  [onFact("joined", 30, 11), 200, "marketing"],
  // In the night: put off until the morning, and one that is too old by then.
  [onFact("last_purchase", 7, 22), 100, "marketing"],
  [byCron("30 21 * * 3", { timing: { kind: "cron", expression: "30 21 * * 3", validHours: 2 } }), 90, "marketing"],
  [byCron("0 10 * * 1"), 50, "marketing"],
  [byCron("0 10 * * 5", women), 60, "marketing"],
  [byCron("0 9 * * 2,4", { target: { rule: { type: "warranty_days_left", from: 0, to: 20 } } }), 70, "marketing"],
  [byCron("0 12 10 * *", { holdoutPercent: 50, isCapped: false }), 40, "marketing"],
  [newsDraft({ ...quiet, timing: { kind: "once", at: day(3, 12).toISOString() } }), 20, "service"],
  [newsDraft({ ...quiet, timing: { kind: "once", at: day(9, 18).toISOString() } }), 30, "marketing"],
];

async function happened(ctx: Ctx) {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ key: string; verdict: string; n: number }>(sql`
      select c.campaign_id || ' ' || coalesce((d.send_at at time zone 'Asia/Tokyo')::date,
          case when c.verdict = 'quiet_hours' or extract(hour from c.decided_at at time zone 'Asia/Tokyo') >= 21
            then (c.decided_at at time zone 'Asia/Tokyo')::date + 1 else (c.decided_at at time zone 'Asia/Tokyo')::date end)::text as key,
        c.verdict, count(*) as n
      from candidates c left join deliveries d on d.tenant_id = c.tenant_id and d.member_id = c.member_id and d.id = c.delivery_id
      where c.tenant_id = ${ctx.tenant} group by 1, 2`),
  );
  return new Map(rows.map(({ key, verdict, n }) => [`${key} ${verdict}`, n]));
}

describe("the calendar of what will be sent", () => {
  it("is what the engine then sends, day by day and reason by reason", async () => {
    const shop = await newTestShop({ marketingCapPerWeek: 2 });
    await inTransaction(shop.batch(), async (t) => {
      for (const statement of world(shop.ctx)) await t.tx.execute(statement);
    });
    const ctx = shop.as(shop.ctx.actor, day(0, 0.5));
    for (const [draft, priority, messageClass] of programs)
      await launchCampaign(ctx, draft, { priority, messageClass });
    const plan = await sendCalendar(ctx, { from: "2026-11-01", to: addDays("2026-11-01", days - 1) });
    expect(plan).toMatchObject({ today: "2026-11-01", past: [], sampledOneIn: 1 });
    const before = await read(ctx, (tx) => tx.execute(sql`select 1 from candidates where tenant_id = ${ctx.tenant}`));
    expect(before.rowCount).toBe(0);

    // The engine at every hour of the days, as its tick would be; what is due leaves.
    for (let hour = 8; hour < days * 24; hour += 0.5)
      if (hour % 24 >= 8) await runDueCampaigns(shop.batch(day(0, hour)));

    const planned = new Map<string, number>();
    for (const one of plan.expected) {
      const entries = [["send", one.sent] as const, ...Object.entries(one.held)];
      for (const [verdict, n] of entries)
        if (n > 0) {
          const key = `${one.campaignId} ${one.day} ${verdict}`;
          planned.set(key, (planned.get(key) ?? 0) + n);
        }
    }
    const real = await happened(shop.batch());
    const lastDay = addDays("2026-11-01", days - 1);
    const within = [...real].filter(([key]) => (key.split(" ")[1] ?? "") <= lastDay);
    expect(Object.fromEntries(planned)).toEqual(Object.fromEntries(within));
    expect(new Set(within.map(([key]) => key.split(" ")[2]))).toEqual(
      new Set(["send", "no_consent", "suppressed", "no_address", "holdout", "quiet_hours", "capped", "lost_to"]),
    );
    // Several on one day, counted from what really went out.
    const several = await read(ctx, (tx) =>
      tx.execute<{ day: string; members: number }>(sql`
        select day::text, count(*) as members from (select (send_at at time zone 'Asia/Tokyo')::date as day, member_id from deliveries
          where tenant_id = ${ctx.tenant} group by 1, 2 having count(*) > 1) x where day <= ${lastDay}::date group by 1 order by 1`),
    );
    expect(plan.collisions.toSorted((a, b) => (a.day < b.day ? -1 : 1))).toEqual(several.rows);
    expect(several.rows.length).toBeGreaterThan(0);

    // Afterwards the same days are the past: what was sent is counted, and nothing is expected twice.
    const later = await sendCalendar(shop.as(ctx.actor, day(days)), { from: "2026-11-01", to: lastDay });
    expect(later.expected).toEqual([]);
    const sends = [...real].filter(([key]) => key.endsWith(" send") && (key.split(" ")[1] ?? "") <= lastDay);
    expect(later.past.reduce((sum, row) => sum + row.sent + row.waiting, 0)).toBe(
      sends.reduce((sum, [, n]) => sum + n, 0),
    );
  }, 240_000);

  it("tells what is due and has not run, what is fixed already, and shows drafts and pauses only when asked", async () => {
    const shop = await newTestShop();
    const ctx = shop.as(shop.ctx.actor, day(0, 12));
    await newTestMember(ctx);
    await launchCampaign(ctx, newsDraft({ timing: { kind: "once", at: day(0, 11).toISOString() } }), {
      name: "もう時間",
    });
    const paused = await launchCampaign(ctx, byCron("0 10 * * *", { holdoutPercent: 0 }), { name: "一時停止" });
    await pauseCampaign(ctx, { campaignId: paused });
    const { campaignId: draft } = await createCampaign(ctx, {
      name: "下書き",
      draft: newsDraft({ timing: { kind: "once", at: day(2, 12).toISOString() } }),
    });
    await createCampaign(ctx, { name: "書きかけ", draft: {} });
    const span = { from: "2026-11-01", to: "2026-11-04" };
    const plan = await sendCalendar(ctx, span);
    expect(plan.expected).toMatchObject([{ day: "2026-11-01", sendAt: ctx.now, sent: 1, isHypothetical: false }]);
    await runDueCampaigns(shop.batch(ctx.now));
    const after = await sendCalendar(ctx, { ...span, asIfLive: true });
    expect(after.past).toMatchObject([{ day: "2026-11-01", sent: 0, waiting: 1 }]);
    expect(after.expected.map((one) => [one.campaignId, one.day, one.isHypothetical])).toEqual(
      expect.arrayContaining([
        [draft, "2026-11-03", true],
        [paused, "2026-11-02", true],
        [paused, "2026-11-04", true],
      ]),
    );
    expect(after.expected).toHaveLength(4);
  });

  it("is for those who may see campaigns, and of their own shop", async () => {
    const shop = await newTestShop();
    const span = { from: "2026-11-20", to: "2026-11-30" };
    await expect(sendCalendar(shop.as(staffActor({ role: "store_staff" })), span)).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await sendCalendar(shop.as(staffActor({ role: "analyst" })), span)).expected).toEqual([]);
    await expect(sendCalendar(shop.ctx, { from: "2026-01-01", to: "2026-03-01" })).rejects.toMatchObject({
      code: "invalid",
    });
  });
});
