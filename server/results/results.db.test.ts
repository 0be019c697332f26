import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { launchCampaign, newsDraft } from "@/db/testing/campaign-factories";
import { runDueCampaigns } from "@/server/campaigns/service/run-due-campaigns";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor } from "@/server/kernel/testing";
import { candidateLog, memberMessages } from "./queries/messages";
import { campaignNumbers } from "./queries/numbers";

const buys = (ctx: Ctx, memberId: string, at: Date, totalYen: number) =>
  inTransaction(ctx, (t) =>
    t.tx.execute(sql`insert into purchases (tenant_id, member_id, id, kind, external_id, occurred_at, recorded_at, business_date, total_yen, request_hash)
      values (${ctx.tenant}, ${memberId}, ${newId()}, ${totalYen < 0 ? "return" : "sale"}, ${newId()}, ${at}, ${at}, '2026-11-22', ${totalYen}, 'x')`),
  );
const later = (ctx: Ctx, days: number) => new Date(ctx.now.getTime() + days * 86_400_000);

/** 60 members, half held out, so that the hash decides who; all have been decided. */
async function ranShop() {
  const shop = await newTestShop();
  const members: string[] = [];
  for (let n = 0; n < 60; n += 1) members.push(await newTestMember(shop.ctx));
  const campaignId = await launchCampaign(shop.ctx, newsDraft({ holdoutPercent: 50 }));
  await runDueCampaigns(shop.batch());
  return { shop, members, campaignId };
}

describe("campaignNumbers", () => {
  it("counts verdicts, messages and reactions, and purchases of both groups in the days after, less returns", async () => {
    const { shop, campaignId } = await ranShop();
    const { ctx } = shop;
    const log = (await candidateLog(ctx, { campaignId, limit: 100 })).rows;
    const sent = log.filter((row) => row.verdict === "send");
    const held = log.filter((row) => row.verdict === "holdout");
    const [first, second] = [sent[0], held[0]];
    if (!first || !second) throw new Error("both groups have members");
    await buys(ctx, first.memberId, later(ctx, 1), 10_000);
    await buys(ctx, first.memberId, later(ctx, 2), -4_000);
    await buys(ctx, first.memberId, later(ctx, -1), 99_000);
    await buys(ctx, second.memberId, later(ctx, 3), 5_000);
    await buys(ctx, second.memberId, later(ctx, 20), 70_000);
    await inTransaction(shop.batch(), (t) =>
      t.tx.execute(sql`update deliveries set state = 'delivered', handed_at = ${later(ctx, 1)},
      opened_at = ${later(ctx, 1)}, clicked_at = ${later(ctx, 2)} where tenant_id = ${ctx.tenant} and member_id = ${first.memberId}`),
    );
    const numbers = await campaignNumbers(shop.as(ctx.actor, later(ctx, 30)), { campaignId, days: 60 });
    expect(numbers).toMatchObject({
      candidates: 60,
      undecided: 0,
      verdicts: { send: sent.length, holdout: held.length, capped: 0 },
      deliveries: { total: sent.length, byState: { planned: sent.length - 1, delivered: 1 }, opened: 1, clicked: 1 },
      attributionDays: 14,
      effect: {
        treated: { members: sent.length, buyers: 1, yen: 6_000 },
        holdout: { members: held.length, buyers: 1, yen: 5_000 },
      },
    });
    expect(numbers.effect.conversion?.finding).toMatch(/not_proven|too_small/);
    expect(numbers.days).toHaveLength(60);
    expect(numbers.days.find((day) => day.day === "2026-11-22")).toMatchObject({ decided: 60, sent: 0 });
    expect(numbers.days.find((day) => day.day === "2026-11-24")).toMatchObject({ clicked: 1, opened: 0 });
  });
});

describe("candidateLog", () => {
  it("shows each person's verdict, narrowed and page by page without loss or repetition", async () => {
    const { shop, members, campaignId } = await ranShop();
    const seen: string[] = [];
    let cursor: Awaited<ReturnType<typeof candidateLog>>["cursor"] = null;
    do {
      const page: Awaited<ReturnType<typeof candidateLog>> = await candidateLog(shop.ctx, {
        campaignId,
        limit: 7,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.rows.map((row) => row.memberId));
      cursor = page.cursor;
    } while (cursor);
    expect(seen.toSorted()).toEqual(members.toSorted());
    const { rows } = await candidateLog(shop.ctx, { campaignId, verdict: "holdout", limit: 100 });
    expect(new Set(rows.map((row) => row.verdict))).toEqual(new Set(["holdout"]));
    expect(rows[0]).toMatchObject({ name: "田中 花子", campaignName: "お知らせ", delivery: null });
  });

  it("gives analysts no names, store staff nothing, and another shop no campaign", async () => {
    const { shop, campaignId } = await ranShop();
    const analyst = shop.as(staffActor({ role: "analyst" }));
    expect((await candidateLog(analyst, { campaignId })).rows[0]?.name).toBeNull();
    const refusal = { code: "forbidden", reason: "campaigns.read_role" };
    const counter = shop.as(staffActor({ role: "store_staff" }));
    await expect(candidateLog(counter, { campaignId })).rejects.toMatchObject(refusal);
    await expect(campaignNumbers(counter, { campaignId })).rejects.toMatchObject(refusal);
    const other = await newTestShop();
    await expect(candidateLog(other.ctx, { campaignId })).rejects.toMatchObject({ code: "not_found" });
    await expect(campaignNumbers(other.ctx, { campaignId })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("memberMessages", () => {
  it("says of one member what was sent, what was not, and why", async () => {
    const shop = await newTestShop({ marketingCapPerWeek: 1 });
    const memberId = await newTestMember(shop.ctx);
    const minor = await launchCampaign(shop.ctx, newsDraft(), { name: "小さなお知らせ", priority: 1 });
    const major = await launchCampaign(shop.ctx, newsDraft(), { name: "大事なお知らせ", priority: 2 });
    await runDueCampaigns(shop.batch());
    const { rows } = await memberMessages(shop.ctx, { memberId });
    expect(rows.find((row) => row.campaignId === minor)).toMatchObject({
      verdict: "lost_to",
      lostTo: { campaignId: major, name: "大事なお知らせ" },
      delivery: null,
    });
    expect(rows.find((row) => row.campaignId === major)).toMatchObject({
      verdict: "send",
      delivery: { state: "planned" },
    });
    expect((await memberMessages((await newTestShop()).ctx, { memberId })).rows).toEqual([]);
    await expect(memberMessages(shop.as({ kind: "member", id: memberId }), { memberId })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
