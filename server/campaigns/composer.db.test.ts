import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { launchCampaign, newsDraft } from "@/db/testing/campaign-factories";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor } from "@/server/kernel/testing";
import { addStaff } from "@/server/tenancy/service/add-staff";
import { campaignById } from "./queries/campaigns";
import { launchChecks, upcomingRuns } from "./queries/checks";
import { listCampaigns } from "./queries/list";
import { previewCampaign, previewDraft } from "./queries/preview";
import { decideApproval, requestApproval, setApprovalLimit } from "./service/approvals";
import { archiveCampaign, createCampaign, publishCampaign, saveDraft } from "./service/edit-campaign";
import { runDueCampaigns } from "./service/run-due-campaigns";
import { sendTest } from "./service/send-test";
import { pauseCampaign } from "./service/steer-campaign";

const save = { name: "秋", messageClass: "marketing" as const, priority: 100 };
const system = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: "system", name: "test" } });
async function colleague(ctx: Ctx, role: "owner" | "marketer" = "marketer") {
  const email = `${newId()}@example.jp`;
  const { membershipId } = await addStaff(system(ctx), { email, name: "鈴木", role });
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ account_id: string }>(sql`select account_id from staff_memberships where id = ${membershipId}`),
  );
  const accountId = rows[0]?.account_id ?? "";
  return { email, membershipId, accountId, actor: staffActor({ id: membershipId, accountId, role }) };
}

describe("a target too large for one person", () => {
  async function large() {
    const shop = await newTestShop();
    await newTestMember(shop.ctx);
    await newTestMember(shop.ctx);
    await setApprovalLimit(shop.ctx, { approvalAbove: 1 });
    const { campaignId } = await createCampaign(shop.ctx, { name: "秋", draft: newsDraft() });
    return { shop, ctx: shop.ctx, campaignId, ref: { campaignId, revision: 1 } };
  }

  it("goes out only after another person has approved this very draft", async () => {
    const { shop, ctx, campaignId, ref } = await large();
    const other = shop.as(staffActor({ role: "marketer" }));
    await expect(publishCampaign(ctx, ref)).rejects.toMatchObject({
      code: "refused",
      reason: "campaigns.approval_needed",
      details: { persons: 2, above: 1 },
    });
    const { approvalId } = await requestApproval(ctx, { ...ref, note: "お願いします" });
    expect(await requestApproval(ctx, ref)).toMatchObject({ approvalId });
    expect((await listCampaigns(ctx, { state: "waiting" })).rows).toMatchObject([{ id: campaignId, isWaiting: true }]);
    await expect(decideApproval(ctx, { ...ref, isApproved: true })).rejects.toMatchObject({
      code: "forbidden",
      reason: "campaigns.own_request",
    });
    await expect(publishCampaign(ctx, ref)).rejects.toMatchObject({ reason: "campaigns.approval_needed" });
    expect(await decideApproval(other, { ...ref, isApproved: true })).toEqual({ state: "approved" });
    expect(await decideApproval(other, { ...ref, isApproved: true })).toEqual({ state: "approved" });
    expect(await publishCampaign(ctx, ref)).toMatchObject({ versionNo: 1 });
    const { rows } = await read(ctx, (tx) =>
      tx.execute(sql`select approval_id from campaign_versions where campaign_id = ${campaignId}`),
    );
    expect(rows).toEqual([{ approval_id: approvalId }]);
  });

  it("needs a new approval after any change", async () => {
    const { shop, ctx, campaignId, ref } = await large();
    await requestApproval(ctx, ref);
    await decideApproval(shop.as(staffActor()), { ...ref, isApproved: true });
    await saveDraft(ctx, { campaignId, revision: 1, ...save, draft: newsDraft({ holdoutPercent: 7 }) });
    const next = { campaignId, revision: 2 };
    await expect(publishCampaign(ctx, next)).rejects.toMatchObject({ reason: "campaigns.approval_needed" });
    expect((await campaignById(ctx, { campaignId })).approval).toBeNull();
    await expect(decideApproval(shop.as(staffActor()), { ...ref, isApproved: true })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(decideApproval(shop.as(staffActor()), { ...next, isApproved: true })).rejects.toMatchObject({
      reason: "campaigns.nothing_waits",
    });
  });

  it("goes back with a comment, and may be asked again", async () => {
    const { shop, ctx, campaignId, ref } = await large();
    await requestApproval(ctx, ref);
    await decideApproval(shop.as(staffActor()), { ...ref, isApproved: false, note: "件名を直してください" });
    expect((await campaignById(ctx, { campaignId })).approval).toMatchObject({
      state: "sent_back",
      decisionNote: "件名を直してください",
    });
    await expect(publishCampaign(ctx, ref)).rejects.toMatchObject({ reason: "campaigns.approval_needed" });
    await requestApproval(ctx, ref);
    expect((await campaignById(ctx, { campaignId })).approval).toMatchObject({ state: "waiting" });
  });

  it("is told by the account: whoever was invited anew is the same person", async () => {
    const { shop, ref } = await large();
    const first = await colleague(shop.ctx);
    await requestApproval(shop.as(first.actor), ref);
    const again = shop.as(staffActor({ accountId: first.accountId, role: "owner" }));
    await expect(decideApproval(again, { ...ref, isApproved: true })).rejects.toMatchObject({
      reason: "campaigns.own_request",
    });
  });

  it("is for those who may, of this shop, and only where it is needed", async () => {
    const { shop, ctx, ref } = await large();
    const analyst = shop.as(staffActor({ role: "analyst" }));
    await expect(requestApproval(analyst, ref)).rejects.toMatchObject({ reason: "campaigns.edit_role" });
    await expect(decideApproval(analyst, { ...ref, isApproved: true })).rejects.toMatchObject({
      reason: "campaigns.approve_role",
    });
    await expect(
      setApprovalLimit(shop.as(staffActor({ role: "marketer" })), { approvalAbove: null }),
    ).rejects.toMatchObject({ reason: "campaigns.limit_role" });
    const { ctx: stranger } = await newTestShop();
    for (const verb of [
      () => requestApproval(stranger, ref),
      () => decideApproval(stranger, { ...ref, isApproved: true }),
    ])
      await expect(verb()).rejects.toMatchObject({ code: "not_found" });
    await setApprovalLimit(ctx, { approvalAbove: 2 });
    await expect(requestApproval(ctx, ref)).rejects.toMatchObject({ reason: "campaigns.approval_not_needed" });
    await setApprovalLimit(ctx, { approvalAbove: null });
    expect(await publishCampaign(ctx, ref)).toMatchObject({ versionNo: 1 });
    const { campaignId } = await createCampaign(ctx, { name: "途中" });
    await expect(requestApproval(ctx, { campaignId, revision: 1 })).rejects.toMatchObject({
      reason: "campaigns.incomplete",
    });
  });
});

describe("the check list", () => {
  it("says who would be reached, in the order of the decision, as the engine then finds", async () => {
    const shop = await newTestShop({ marketingCapPerWeek: 1 });
    const { ctx } = shop;
    const [, , gone, full] = [
      await newTestMember(ctx, { mailOptIn: false }),
      await newTestMember(ctx, { emailNormalised: null }),
      await newTestMember(ctx),
      await newTestMember(ctx),
    ];
    for (let n = 0; n < 40; n += 1) await newTestMember(ctx);
    await inTransaction(ctx, (t) =>
      t.tx.execute(sql`insert into suppressions (tenant_id, member_id, id, channel, reason, at)
        values (${ctx.tenant}, ${gone}, ${newId()}, 'mail', 'unsubscribed', '2026-01-01')`),
    );
    await launchCampaign(ctx, newsDraft({ target: { rule: { type: "has_mail", is: true } } }), { priority: 1 });
    await inTransaction(ctx, (t) =>
      t.tx.execute(sql`insert into suppressions (tenant_id, member_id, id, channel, reason, at)
        select ${ctx.tenant}, member_id, gen_random_uuid(), 'mail', 'manual', '2026-01-01' from members
        where tenant_id = ${ctx.tenant} and member_id not in (${full}, ${gone})`),
    );
    await runDueCampaigns(shop.batch());
    await inTransaction(ctx, (t) =>
      t.tx.execute(
        sql`update suppressions set lifted_at = now() where tenant_id = ${ctx.tenant} and reason = 'manual'`,
      ),
    );
    const { campaignId } = await createCampaign(ctx, { name: "次", draft: newsDraft({ holdoutPercent: 50 }) });
    const { audience, findings, canPublish } = await launchChecks(ctx, { campaignId });
    expect(audience).toMatchObject({ candidates: 44, noConsent: 1, suppressed: 1, noAddress: 1 });
    expect(canPublish).toBe(true);
    expect(findings.map((finding) => finding.code)).toContain("timing_past");
    await publishCampaign(ctx, { campaignId, revision: 1 });
    await runDueCampaigns(shop.batch());
    const { rows } = await read(ctx, (tx) =>
      tx.execute<{ verdict: string; n: number }>(
        sql`select verdict, count(*) as n from candidates where campaign_id = ${campaignId} group by 1`,
      ),
    );
    const given = Object.fromEntries(rows.map((row) => [row.verdict, row.n]));
    expect({ holdout: given.holdout, send: given.send, capped: given.capped ?? 0 }).toEqual({
      holdout: audience?.heldOut,
      send: audience?.sent,
      capped: audience?.capped,
    });
  });

  it("blocks a launch while something is missing, and is not for strangers", async () => {
    const { ctx } = await newTestShop();
    const { campaignId } = await createCampaign(ctx, { name: "途中" });
    const checks = await launchChecks(ctx, { campaignId });
    expect(checks).toMatchObject({
      revision: 1,
      audience: null,
      canPublish: false,
      approval: { isNeeded: false, above: 10_000 },
    });
    const { ctx: stranger } = await newTestShop();
    await expect(launchChecks(stranger, { campaignId })).rejects.toMatchObject({ code: "not_found" });
  });

  it("shows the next times, with the end of the night they fall into", async () => {
    const { ctx } = await newTestShop();
    const runs = await upcomingRuns(ctx, { timing: { kind: "cron", expression: "0 22 * * *" } });
    expect(runs).toHaveLength(5);
    expect(runs[0]).toEqual({ at: new Date("2026-11-22T13:00:00Z"), quietUntil: new Date("2026-11-23T00:00:00Z") });
    expect(await upcomingRuns(ctx, { timing: { kind: "cron", expression: "whenever" } })).toEqual([]);
  });
});

describe("the mail beforehand", () => {
  const { contents } = newsDraft();
  const ja = { template: contents.template, texts: contents.texts.ja };

  it("is filled for an invented person, or for one of the shop's members", async () => {
    const shop = await newTestShop();
    const memberId = await newTestMember(shop.ctx, { familyName: "𠮷野", givenName: "🌸" });
    const asked = { contents: ja, offer: {}, locale: "ja" as const };
    expect((await previewDraft(shop.ctx, asked)).html).toContain("見本 花子");
    const real = await previewDraft(shop.ctx, { ...asked, memberId });
    expect(real.html).toContain("𠮷野 🌸 様");
    expect(real.text).toContain("𠮷野 🌸 様");
    const { ctx: stranger } = await newTestShop();
    await expect(previewDraft(stranger, { ...asked, memberId })).rejects.toMatchObject({ code: "not_found" });
    const analyst = shop.as(staffActor({ role: "analyst" }));
    await expect(previewDraft(analyst, { ...asked, memberId })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("shows what is unfinished as far as it goes, and says when a warranty is invented", async () => {
    const { ctx } = await newTestShop();
    const memberId = await newTestMember(ctx);
    const unfinished = { subject: "", preheader: "", heading: "途中{{", body: ["<b>太字</b>"], button: "" };
    const mail = await previewDraft(ctx, {
      contents: { template: "warranty-notice", texts: unfinished },
      offer: {},
      locale: "en",
      memberId,
    });
    expect(mail).toMatchObject({ subject: "", isWarrantyInvented: true });
    expect(mail.html).toContain("&lt;b&gt;太字");
  });

  it("of a campaign: the version that runs, else the draft, else nothing", async () => {
    const { ctx } = await newTestShop();
    const { campaignId } = await createCampaign(ctx, { name: "途中" });
    expect(await previewCampaign(ctx, { campaignId, locale: "ja" })).toBeNull();
    const live = await launchCampaign(ctx, newsDraft());
    expect((await previewCampaign(ctx, { campaignId: live, locale: "en" }))?.html).toContain("Hanako Mihon");
    const { ctx: stranger } = await newTestShop();
    await expect(previewCampaign(stranger, { campaignId: live, locale: "ja" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a test", () => {
  const captured = async (ctx: Ctx, to: string) =>
    (
      await read(ctx, (tx) =>
        tx.execute<{ subject: string; meta: unknown }>(
          sql`select subject, meta from captured_mails where recipient = ${to} order by id`,
        ),
      )
    ).rows;

  it("goes to colleagues with a proven address, marked, and counts nowhere", async () => {
    const { ctx } = await newTestShop();
    const one = await colleague(ctx);
    const { campaignId } = await createCampaign(ctx, { name: "秋", draft: newsDraft() });
    const test = {
      campaignId,
      revision: 1,
      locales: ["ja", "en"] as ("ja" | "en")[],
      membershipIds: [one.membershipId],
    };
    await expect(sendTest(ctx, test)).rejects.toMatchObject({ reason: "campaigns.unproven_colleague" });
    await ctx.db.transaction(null, "write", (tx) =>
      tx.execute(
        sql`update staff_accounts set password_hash = 'x', password_set_at = now() where id = ${one.accountId}`,
      ),
    );
    expect(await sendTest(ctx, test)).toEqual({ sent: [one.email], failed: [] });
    const mails = await captured(ctx, one.email);
    expect(mails.map((mail) => mail.subject)).toEqual([
      expect.stringMatching(/^【テスト】/),
      expect.stringMatching(/^\[Test\] /),
    ]);
    const { rows } = await read(ctx, (tx) =>
      tx.execute(sql`select count(*) as n from deliveries where tenant_id = ${ctx.tenant}`),
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  it("never goes to anybody else, nor of a draft that has moved on, nor unfinished", async () => {
    const { ctx } = await newTestShop();
    const { ctx: other } = await newTestShop();
    const theirs = await colleague(other);
    const mine = await colleague(ctx);
    const { campaignId } = await createCampaign(ctx, { name: "秋" });
    const test = { campaignId, revision: 1, locales: ["ja"] as "ja"[], membershipIds: [mine.membershipId] };
    await expect(sendTest(ctx, { ...test, membershipIds: [theirs.membershipId] })).rejects.toMatchObject({
      reason: "campaigns.unknown_colleague",
    });
    await expect(sendTest(ctx, { ...test, revision: 2 })).rejects.toMatchObject({ code: "conflict" });
    await expect(sendTest(other, { ...test, membershipIds: [theirs.membershipId] })).rejects.toMatchObject({
      code: "not_found",
    });
    const analyst: Ctx = { ...ctx, actor: staffActor({ role: "analyst" }) };
    await expect(sendTest(analyst, test)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("putting away", () => {
  it("takes a draft or an ended campaign out of the list, not one that runs; twice is once", async () => {
    const { ctx } = await newTestShop();
    const { campaignId } = await createCampaign(ctx, { name: "秋", draft: newsDraft() });
    await archiveCampaign(ctx, { campaignId, isArchived: true });
    await archiveCampaign(ctx, { campaignId, isArchived: true });
    expect((await listCampaigns(ctx, {})).rows).toEqual([]);
    expect((await listCampaigns(ctx, { state: "archived" })).rows).toHaveLength(1);
    await publishCampaign(ctx, { campaignId, revision: 1 });
    expect((await listCampaigns(ctx, { state: "live" })).rows).toHaveLength(1);
    await expect(archiveCampaign(ctx, { campaignId, isArchived: true })).rejects.toMatchObject({ code: "refused" });
    await pauseCampaign(ctx, { campaignId });
    await expect(archiveCampaign(ctx, { campaignId, isArchived: true })).rejects.toMatchObject({ code: "refused" });
    const { ctx: stranger } = await newTestShop();
    await expect(archiveCampaign(stranger, { campaignId, isArchived: true })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is a list that leads on and back, by change and by name", async () => {
    const shop = await newTestShop();
    for (const [at, name] of ["え", "い", "う", "あ", "お"].entries())
      await createCampaign(shop.as(shop.ctx.actor, new Date(shop.ctx.now.getTime() + at)), { name });
    for (const [sort, order] of [
      ["name", ["あ", "い", "う", "え", "お"]],
      ["updated", ["お", "あ", "う", "い", "え"]],
    ] as const) {
      const page = (cursor?: Awaited<ReturnType<typeof listCampaigns>>["cursor"]) =>
        listCampaigns(shop.ctx, { sort, limit: 2, ...(cursor ? { cursor } : {}) });
      const first = await page();
      const second = await page(first.cursor);
      const third = await page(second.cursor);
      expect([first, second, third].map(({ rows }) => rows.map((row) => row.name))).toEqual([
        order.slice(0, 2),
        order.slice(2, 4),
        order.slice(4),
      ]);
      expect([first.previous, third.cursor]).toEqual([null, null]);
      const back = await page(third.previous);
      expect(back.rows.map((row) => row.name)).toEqual(order.slice(2, 4));
      const start = await page(back.previous);
      expect(start.rows.map((row) => row.name)).toEqual(order.slice(0, 2));
      expect(start.previous).toBeNull();
    }
  });
});
