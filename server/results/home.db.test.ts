import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { launchCampaign, newsDraft } from "@/db/testing/campaign-factories";
import { createCampaign } from "@/server/campaigns/service/edit-campaign";
import { runDueCampaigns } from "@/server/campaigns/service/run-due-campaigns";
import { pauseCampaign } from "@/server/campaigns/service/steer-campaign";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor } from "@/server/kernel/testing";
import { attentionOf } from "./queries/attention";
import { shopFigures } from "./queries/figures";
import { campaignNumbers } from "./queries/numbers";
import { overview } from "./queries/overview";
import { todaySends } from "./queries/today";
import { keepAnswers, largeFrom } from "./service/keep-answers";
import { proveDaily } from "./service/prove-daily";
import { forgetDays, rollUpDays } from "./service/roll-up-days";

const sale = (ctx: Ctx, memberId: string, at: string, yen: number) => {
  const id = newId();
  return inTransaction(ctx, (t) =>
    t.tx.execute(sql`insert into purchases (tenant_id, member_id, id, kind, external_id, occurred_at, recorded_at, business_date, total_yen,
        points_earned, points_spent, request_hash)
      values (${ctx.tenant}, ${memberId}, ${id}, ${yen < 0 ? "return" : "sale"}, ${id}, ${at}, ${at}, '2026-11-22', ${yen}, 10, 3, 'x')`),
  );
};

describe("figures day by day", () => {
  it("are those of the shop's own days, and the week is held against the one before", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    const memberId = await newTestMember(ctx, { joinedAt: new Date("2026-11-21T14:59:59Z") });
    await newTestMember(ctx, { joinedAt: new Date("2026-11-21T15:00:00Z") });
    await newTestMember(ctx, { joinedAt: new Date("2026-11-10T00:00:00Z") });
    await sale(ctx, memberId, "2026-11-20T03:00:00Z", 5_000);
    await sale(ctx, memberId, "2026-11-20T04:00:00Z", -1_000);
    await sale(ctx, memberId, "2026-11-22T01:00:00Z", 700);
    expect(await shopFigures(ctx)).toMatchObject({ asOf: null, anomalies: [] });
    expect(await rollUpDays(shop.batch())).toBe(64);
    expect(await rollUpDays(shop.batch())).toBe(0);
    const { figures, asOf, today } = await shopFigures(shop.as(staffActor({ role: "analyst" })));
    expect([today, asOf]).toEqual(["2026-11-22", ctx.now]);
    const told = Object.fromEntries(
      figures.map(({ figure, week, before, today: now }) => [figure, [week, before, now]]),
    );
    expect(told).toMatchObject({
      new_members: [1, 1, 1],
      sales: [1, 0, 1],
      sales_yen: [4_000, 0, 700],
      points_granted: [10, 0, 10],
      points_used: [3, 0, 3],
      mails_sent: [0, 0, 0],
    });
    // What an import brings of days that are over is seen after it.
    await sale(ctx, memberId, "2026-11-12T03:00:00Z", 9_000);
    await forgetDays(shop.batch());
    await rollUpDays(shop.batch());
    const again = await shopFigures(ctx);
    expect(again.figures.find(({ figure }) => figure === "sales_yen")).toMatchObject({ week: 4_000, before: 9_000 });
    await expect(rollUpDays(ctx)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("tell what was sent, opened and bounced on its day", async () => {
    const shop = await newTestShop({ quietStartMinutes: 0, quietEndMinutes: 0 });
    await newTestMember(shop.ctx);
    await newTestMember(shop.ctx);
    await launchCampaign(shop.ctx, newsDraft());
    await runDueCampaigns(shop.batch());
    await inTransaction(shop.batch(), (t) =>
      t.tx.execute(sql`update deliveries set state = 'delivered', handed_at = send_at, opened_at = send_at
        where tenant_id = ${shop.ctx.tenant}`),
    );
    await rollUpDays(shop.batch());
    const { figures } = await shopFigures(shop.ctx);
    const now = Object.fromEntries(figures.map((one) => [one.figure, one.today]));
    expect(now).toMatchObject({ mails_sent: 2, mails_opened: 2, mails_clicked: 0, mails_bounced: 0 });
  });
});

describe("what leaves today", () => {
  it("is told by campaign and hour, with whom a verdict held back", async () => {
    const shop = await newTestShop({ quietStartMinutes: 0, quietEndMinutes: 0 });
    await newTestMember(shop.ctx);
    await newTestMember(shop.ctx, { mailOptIn: false });
    const campaignId = await launchCampaign(shop.ctx, newsDraft(), { name: "秋の便り" });
    await runDueCampaigns(shop.batch());
    const { campaigns, hours, day } = await todaySends(shop.as(staffActor({ role: "analyst" })));
    expect(day).toBe("2026-11-22");
    expect(campaigns).toEqual([
      { campaignId, name: "秋の便り", sent: 0, waiting: 1, troubled: 0, held: { no_consent: 1 } },
    ]);
    expect(hours[12]).toEqual({ hour: 12, sent: 0, waiting: 1 });
    const other = await newTestShop();
    expect((await todaySends(other.ctx)).campaigns).toEqual([]);
  });
});

describe("what needs attention", () => {
  const kinds = async (ctx: Ctx) =>
    Object.fromEntries((await attentionOf(ctx)).map(({ kind, count }) => [kind, count]));

  it("is counted from the rows that a person can then look at", async () => {
    const shop = await newTestShop({ quietStartMinutes: 0, quietEndMinutes: 0 });
    const { ctx } = shop;
    expect(await kinds(ctx)).not.toHaveProperty("drafts");
    await newTestMember(ctx);
    await createCampaign(ctx, { name: "下書き" });
    const live = await launchCampaign(ctx, newsDraft(), { name: "秋の便り" });
    await runDueCampaigns(shop.batch());
    await inTransaction(shop.batch(), async (t) => {
      await t.tx.execute(
        sql`update deliveries set state = 'unknown', handed_at = send_at where tenant_id = ${ctx.tenant}`,
      );
      await t.tx.execute(sql`insert into import_runs (tenant_id, id, kind, file_name, state, started_at)
        values (${ctx.tenant}, ${newId()}, 'members', 'a.csv', 'failed', ${ctx.now.toISOString()})`);
      // A check that failed has written nothing, and whoever began it has seen it.
      await t.tx.execute(sql`insert into import_runs (tenant_id, id, kind, file_name, state, started_at, dry_run)
        values (${ctx.tenant}, ${newId()}, 'members', 'b.csv', 'failed', ${ctx.now.toISOString()}, 1)`);
      await t.tx.execute(sql`insert into daily_figures (tenant_id, day, figure, value, computed_at)
        values (${ctx.tenant}, '2026-11-20', 'mails_sent', 100, ${ctx.now.toISOString()}), (${ctx.tenant}, '2026-11-20', 'mails_bounced', 6, ${ctx.now.toISOString()})`);
      await t.tx.execute(sql`update send_chunks set state = 'ready', send_at = ${ctx.now.toISOString()}::timestamptz - interval '1 hour'
        where tenant_id = ${ctx.tenant}`);
    });
    await pauseCampaign(ctx, {
      campaignId: await launchCampaign(
        ctx,
        newsDraft({ timing: { kind: "cron", expression: "0 10 * * 1", validHours: 24 } }),
      ),
    });
    const found = await attentionOf(ctx);
    expect(await kinds(ctx)).toMatchObject({
      drafts: 1,
      paused: 1,
      unknown_deliveries: 1,
      failed_imports: 1,
      bounces: 6,
      late_sends: 1,
    });
    expect(found.find(({ kind }) => kind === "unknown_deliveries")?.campaign).toEqual({ id: live, name: "秋の便り" });
    expect(found.find(({ kind }) => kind === "bounces")?.share).toBe(0.06);
    // A kind that this person may not act on is not shown to them, and another shop has nothing of all this.
    expect(await kinds(shop.as(staffActor({ role: "analyst" })))).not.toHaveProperty("repairs");
    const other = await newTestShop();
    expect(Object.keys(await kinds(other.ctx)).filter((kind) => kind !== "processes_down")).toEqual([]);
    await expect(attentionOf(shop.as(staffActor({ role: "store_staff" })))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("includes a ledger that does not add up, proved once a day", async () => {
    const shop = await newTestShop();
    expect(await proveDaily(shop.batch())).toBe(true);
    expect(await proveDaily(shop.batch())).toBe(false);
    expect(await kinds(shop.ctx)).not.toHaveProperty("proof_broken");
    await inTransaction(shop.batch(), (t) =>
      t.tx.execute(
        sql`update daily_figures set value = 2 where tenant_id = ${shop.ctx.tenant} and figure = 'proof_breaks'`,
      ),
    );
    expect(await kinds(shop.ctx)).toMatchObject({ proof_broken: 2 });
    // The proof's own row is no reckoned day.
    expect(await read(shop.ctx, (tx) => tx.execute(sql`select 1 from daily_figures`))).toMatchObject({ rowCount: 1 });
    expect(await rollUpDays(shop.batch())).toBe(64);
  });
});

describe("a large shop", () => {
  it("is counted in the background: a look reads what was kept, a small shop is counted at once", async () => {
    const [shop, small] = [await newTestShop(), await newTestShop()];
    await newTestMember(small.ctx);
    expect(await keepAnswers(small.batch())).toBe(0);
    expect(await overview(small.ctx)).toMatchObject({ members: 1 });
    await inTransaction(shop.batch(), (t) =>
      t.tx.execute(sql`insert into members (tenant_id, member_id, member_no, joined_at, updated_at)
        select ${shop.ctx.tenant}::uuid, gen_random_uuid(), n::text, ${shop.ctx.now.toISOString()}::timestamptz, ${shop.ctx.now.toISOString()}::timestamptz
        from generate_series(1, ${largeFrom + 1}) n`),
    );
    expect(await overview(shop.ctx)).toMatchObject({ members: largeFrom + 1 });
    expect(await keepAnswers(shop.batch())).toBe(2);
    expect(await keepAnswers(shop.batch())).toBe(0);
    await newTestMember(shop.ctx);
    await createCampaign(shop.ctx, { name: "秋の便り" });
    // Kept counts; a campaign that was switched is seen at once.
    await inTransaction(shop.ctx, (t) =>
      t.tx.execute(sql`update campaigns set state = 'live' where tenant_id = ${t.tenant}`),
    );
    expect(await overview(shop.ctx)).toMatchObject({ members: largeFrom + 1, liveCampaigns: 1 });
    expect(await todaySends(shop.ctx)).toMatchObject({ day: "2026-11-22", campaigns: [] });
    const later = { ...shop.ctx, now: new Date(shop.ctx.now.getTime() + 16 * 60_000) };
    expect(await overview(later)).toMatchObject({ members: largeFrom + 2 });
    expect(await keepAnswers({ ...shop.batch(), now: later.now })).toBe(2);
    expect(await overview(later)).toMatchObject({ members: largeFrom + 2 });
    await expect(keepAnswers(shop.ctx)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("shows a large campaign's numbers as they were reckoned", async () => {
    const { ctx } = await newTestShop();
    const campaignId = await launchCampaign(ctx, newsDraft());
    const now = await campaignNumbers(ctx, { campaignId });
    expect(now).toMatchObject({ candidates: 0, asOf: ctx.now });
    await inTransaction(ctx, (t) =>
      t.tx.execute(sql`insert into result_answers (tenant_id, kind, subject_id, answer, computed_at)
        values (${ctx.tenant}, 'numbers', ${campaignId}, ${JSON.stringify({ ...now, candidates: 7 })}::jsonb, ${ctx.now.toISOString()})`),
    );
    const kept = await campaignNumbers(ctx, { campaignId, days: 7 });
    expect(kept).toMatchObject({ candidates: 7, asOf: ctx.now });
    expect(kept.days).toEqual(now.days.slice(-7));
    const other = await newTestShop();
    await expect(campaignNumbers(other.ctx, { campaignId })).rejects.toMatchObject({ code: "not_found" });
  });
});
