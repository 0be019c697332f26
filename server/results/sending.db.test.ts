import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { launchCampaign, newsDraft } from "@/db/testing/campaign-factories";
import { runDueCampaigns } from "@/server/campaigns/service/run-due-campaigns";
import { cancelCampaign, pauseCampaign, resumeCampaign } from "@/server/campaigns/service/steer-campaign";
import { appendEvents } from "@/server/events/service";
import { inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor, type TestShop } from "@/server/kernel/testing";
import { joinMember } from "@/server/members/service/join-member";
import { logExport } from "./queries/log-export";
import { candidateLog } from "./queries/messages";
import { sendingNow } from "./queries/progress";
import { campaignReactions } from "./queries/reactions";

/** A campaign whose messages are planned and ready to leave. */
async function planned(count = 3) {
  const shop = await newTestShop();
  const members: string[] = [];
  for (let n = 0; n < count; n += 1) members.push(await newTestMember(shop.ctx, { memberNo: `R${n}` }));
  const campaignId = await launchCampaign(shop.ctx, newsDraft());
  await runDueCampaigns(shop.batch());
  return { shop, ctx: shop.ctx, members, campaignId, batch: shop.batch() };
}

const at = (shop: TestShop, seconds: number) => new Date(shop.ctx.now.getTime() + seconds * 1_000);
const hand = (shop: TestShop, memberId: string, to: string, reason: string | null = null) =>
  inTransaction(shop.batch(), (t) =>
    t.tx.execute(sql`update deliveries set state = ${to}, state_reason = ${reason}, handed_at = ${at(shop, 0)}
      where tenant_id = ${t.tenant} and member_id = ${memberId}`),
  );

describe("sendingNow", () => {
  it("tells what is ready, held by a pause, and what did not arrive and why", async () => {
    const { shop, ctx, members, campaignId } = await planned();
    const soon = shop.as(ctx.actor, at(shop, 3_600));
    expect(await sendingNow(soon, { campaignId })).toMatchObject({ state: "live", ready: 3, held: 0, troubled: [] });
    await pauseCampaign(ctx, { campaignId });
    expect(await sendingNow(soon, { campaignId })).toMatchObject({ state: "paused", ready: 0, held: 3 });
    await resumeCampaign(ctx, { campaignId });
    await hand(shop, members[0] ?? "", "bounced", "no_address");
    expect(await sendingNow(soon, { campaignId })).toMatchObject({
      ready: 2,
      troubled: [{ state: "bounced", reason: "no_address", count: 1 }],
      perMinute: 0,
      secondsLeft: null,
    });
    await cancelCampaign(ctx, { campaignId });
    const ended = await sendingNow(soon, { campaignId });
    expect(ended).toMatchObject({ state: "cancelled", ready: 0, held: 0, secondsLeft: 0 });
    expect(ended.troubled).toContainEqual({ state: "cancelled", reason: "campaign_cancelled", count: 2 });
  });

  it("reckons the time left from the last minute, and names the hour that the rest waits for", async () => {
    const { shop, ctx, members, campaignId } = await planned(4);
    await inTransaction(shop.batch(), async (t) => {
      await t.tx.execute(sql`update send_chunks set state = 'leased', send_at = ${at(shop, 0)}
        where tenant_id = ${t.tenant} and campaign_id = ${campaignId}`);
      await t.tx.execute(sql`update deliveries set state = 'accepted', handed_at = ${at(shop, 5)}
        where tenant_id = ${t.tenant} and member_id = any(${sql.param(members.slice(0, 2))}::uuid[])`);
    });
    const now = shop.as(ctx.actor, at(shop, 30));
    expect(await sendingNow(now, { campaignId })).toMatchObject({ ready: 2, perMinute: 2, secondsLeft: 60 });
    await inTransaction(shop.batch(), (t) =>
      t.tx.execute(sql`update send_chunks set state = 'ready', send_at = ${at(shop, 7_200)}
        where tenant_id = ${t.tenant} and campaign_id = ${campaignId}`),
    );
    expect(await sendingNow(now, { campaignId })).toMatchObject({ ready: 0, later: 2, laterAt: at(shop, 7_200) });
  });

  it("is for readers of this shop", async () => {
    const { shop, campaignId } = await planned(1);
    await expect(sendingNow(shop.as(staffActor({ role: "store_staff" })), { campaignId })).rejects.toMatchObject({
      reason: "campaigns.read_role",
    });
    const other = await newTestShop();
    await expect(sendingNow(other.ctx, { campaignId })).rejects.toMatchObject({ code: "not_found" });
    await expect(campaignReactions(other.ctx, { campaignId })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("campaignReactions", () => {
  it("counts people's visits and purchases, and keeps machines apart", async () => {
    const { shop, ctx, members, campaignId } = await planned();
    const [person = "", scanned = "", both = ""] = members;
    const log = (await candidateLog(ctx, { campaignId })).rows;
    const deliveryOf = (memberId: string) => log.find((row) => row.memberId === memberId)?.delivery?.id ?? null;
    for (const memberId of members) await hand(shop, memberId, "accepted");
    const hit = (memberId: string, kind: string, isBot: boolean, seconds: number) => ({
      memberId,
      occurredAt: at(shop, seconds),
      kind,
      deliveryId: deliveryOf(memberId),
      isBot,
    });
    await inTransaction(shop.batch(), async (t) => {
      await appendEvents(t, [
        hit(person, "mail.opened", false, 60),
        hit(person, "mail.clicked", false, 70),
        hit(person, "mail.clicked", false, 900),
        hit(scanned, "mail.opened", true, 1),
        hit(scanned, "mail.clicked", true, 1),
        // Whom a machine came before: they are people still.
        hit(both, "mail.opened", true, 1),
        hit(both, "mail.opened", false, 500),
      ]);
      await t.tx.execute(sql`update deliveries set opened_at = ${at(shop, 60)} where tenant_id = ${t.tenant}
        and member_id = any(${sql.param([person, both])}::uuid[])`);
    });
    const buys = (memberId: string, days: number, yen: number, points: number) =>
      inTransaction(ctx, (t) =>
        t.tx.execute(sql`insert into purchases (tenant_id, member_id, id, kind, external_id, occurred_at, recorded_at,
            business_date, total_yen, points_earned, request_hash)
          values (${ctx.tenant}, ${memberId}, ${newId()}, ${yen < 0 ? "return" : "sale"}, ${newId()},
            ${at(shop, days * 86_400)}, ${ctx.now}, '2026-11-22', ${yen}, ${points}, 'x')`),
      );
    await buys(person, 1, 10_000, 100);
    await buys(person, 3, -4_000, -40);
    await buys(both, 2, 3_000, 30);
    await buys(both, -1, 99_000, 990);
    await buys(scanned, 20, 5_000, 50);
    const later = shop.as(ctx.actor, at(shop, 30 * 86_400));
    expect(await campaignReactions(later, { campaignId })).toEqual({
      visits: 2,
      machines: { opened: 1, clicked: 1 },
      buying: { buyers: 2, sales: 2, yen: 9_000, pointsGiven: 90, pointsUsed: 0 },
      attributionDays: 14,
    });
  });
});

describe("searching the log", () => {
  it("finds one person by name or number, within a verdict, and nobody by a word that fits no one", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    const join = (familyName: string, familyKana: string) =>
      joinMember(ctx, { familyName, familyKana, email: `${newId()}@example.jp`, mailConsent: true });
    const [tanaka, suzuki] = [await join("田中", "タナカ"), await join("鈴木", "スズキ")];
    const campaignId = await launchCampaign(ctx, newsDraft());
    await runDueCampaigns(shop.batch());
    const found = async (q: string, verdict?: "send" | "holdout") =>
      (await candidateLog(ctx, { campaignId, q, ...(verdict ? { verdict } : {}) })).rows.map((row) => row.memberId);
    expect(await found("田中")).toEqual([tanaka.memberId]);
    expect(await found("すず")).toEqual([suzuki.memberId]);
    expect(await found(suzuki.memberNo, "send")).toEqual([suzuki.memberId]);
    expect(await found(suzuki.memberNo, "holdout")).toEqual([]);
    expect(await found("誰でもない")).toEqual([]);
    expect(await found("%_\\")).toEqual([]);
  });
});

describe("the log as a file", () => {
  it("has everyone with verdict and reason in words, counts persons once, and keeps to its shop", async () => {
    const { shop, ctx, members, campaignId } = await planned();
    await hand(shop, members[0] ?? "", "bounced", "no_address");
    await newTestMember(ctx, { mailOptIn: false, memberNo: "R9" });
    const filter = logExport.filter.parse({ campaignId });
    expect(await logExport.countPersons(ctx, filter)).toBe(3);
    const linesOf = async (locale: "ja" | "en", of = filter) => {
      const lines = [];
      for await (const line of logExport.lines(ctx, of, locale)) lines.push(line);
      return lines;
    };
    const lines = await linesOf("ja");
    expect(lines.map(([no]) => no)).toEqual(["R0", "R1", "R2"]);
    expect(lines[0]).toHaveLength(logExport.header("ja").length);
    expect(logExport.header("en")).toHaveLength(logExport.header("ja").length);
    expect(lines[0]).toEqual(expect.arrayContaining(["配信", "メールアドレスがありません", "不達"]));
    expect((await linesOf("en"))[1]).toEqual(expect.arrayContaining(["Sent", "Planned"]));
    expect(await linesOf("ja", logExport.filter.parse({ campaignId, verdict: "holdout" }))).toEqual([]);
    expect(await logExport.countPersons((await newTestShop()).ctx, filter)).toBe(0);
  });
});
