import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { launchCampaign, newsDraft } from "@/db/testing/campaign-factories";
import { capturedChannel } from "@/server/delivery/channels/captured";
import { sendDueChunks } from "@/server/delivery/service/send-due-chunks";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newTestMember, newTestShop, staffActor } from "@/server/kernel/testing";
import { campaignById, targetCount } from "./queries/campaigns";
import { listCampaigns } from "./queries/list";
import { cloneCampaign, createCampaign, publishCampaign, saveDraft } from "./service/edit-campaign";
import { runDueCampaigns } from "./service/run-due-campaigns";
import { cancelCampaign, pauseCampaign, resumeCampaign } from "./service/steer-campaign";

const save = { name: "秋のお知らせ", messageClass: "marketing" as const, priority: 50 };
const states = async (ctx: Ctx, table: "deliveries" | "send_chunks") =>
  (
    await read(ctx, (tx) =>
      tx.execute<{ state: string }>(sql`select state from ${sql.raw(table)} where tenant_id = ${ctx.tenant}`),
    )
  ).rows.map((r) => r.state);
const verdictsOf = async (ctx: Ctx, campaignId: string) =>
  (
    await read(ctx, (tx) =>
      tx.execute<{ verdict: string | null }>(sql`select verdict from candidates where campaign_id = ${campaignId}`),
    )
  ).rows.map((r) => r.verdict);

describe("drafts", () => {
  it("are saved over the revision they began from; two tabs meet in a conflict that says so", async () => {
    const { ctx } = await newTestShop();
    const { campaignId } = await createCampaign(ctx, { name: "秋" });
    expect(await saveDraft(ctx, { campaignId, revision: 1, ...save, draft: { holdoutPercent: 5 } })).toEqual({
      revision: 2,
    });
    await expect(saveDraft(ctx, { campaignId, revision: 1, ...save, draft: {} })).rejects.toMatchObject({
      code: "conflict",
      reason: "campaigns.changed_elsewhere",
      details: { revision: 2, savedAt: ctx.now.toISOString() },
    });
    expect(await campaignById(ctx, { campaignId })).toMatchObject({
      ...save,
      revision: 2,
      state: "draft",
      draft: { holdoutPercent: 5 },
      missing: "target",
    });
  });

  it("hold only what is right", async () => {
    const { ctx } = await newTestShop();
    const { campaignId } = await createCampaign(ctx, { name: "秋" });
    const bad = { ...save, campaignId, revision: 1 };
    await expect(saveDraft(ctx, { ...bad, draft: { holdoutPercent: 90 } })).rejects.toMatchObject({
      code: "invalid",
      details: { field: "draft.holdoutPercent" },
    });
    await expect(saveDraft(ctx, { ...bad, draft: { target: { rule: { type: "everybody" } } } })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(createCampaign(ctx, { name: " " })).rejects.toMatchObject({
      code: "invalid",
      details: { field: "name" },
    });
  });

  it("become service messages, which ask for no consent, by an owner only", async () => {
    const shop = await newTestShop();
    const marketer = shop.as(staffActor({ role: "marketer" }));
    const draft = newsDraft();
    const { campaignId } = await createCampaign(marketer, { name: "秋", messageClass: "service", draft });
    await expect(publishCampaign(marketer, { campaignId, revision: 1 })).rejects.toMatchObject({
      code: "forbidden",
      reason: "campaigns.service_role",
    });
    await publishCampaign(shop.ctx, { campaignId, revision: 1 });
  });

  it("are for owners and marketers; analysts read", async () => {
    const shop = await newTestShop();
    const campaignId = await launchCampaign(shop.ctx, newsDraft());
    for (const role of ["analyst", "store_staff"] as const) {
      const as = shop.as(staffActor({ role }));
      const refusal = { code: "forbidden", reason: "campaigns.edit_role" };
      await expect(createCampaign(as, { name: "x" })).rejects.toMatchObject(refusal);
      await expect(saveDraft(as, { campaignId, revision: 1, ...save, draft: {} })).rejects.toMatchObject(refusal);
      await expect(publishCampaign(as, { campaignId, revision: 1 })).rejects.toMatchObject(refusal);
      await expect(cloneCampaign(as, { campaignId })).rejects.toMatchObject(refusal);
      for (const verb of [pauseCampaign, resumeCampaign, cancelCampaign])
        await expect(verb(as, { campaignId })).rejects.toMatchObject(refusal);
    }
    expect(await campaignById(shop.as(staffActor({ role: "analyst" })), { campaignId })).toMatchObject({
      state: "live",
      canEdit: false,
    });
    await expect(listCampaigns(shop.as(staffActor({ role: "store_staff" })), {})).rejects.toMatchObject({
      reason: "campaigns.read_role",
    });
    await expect(runDueCampaigns(shop.ctx)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("publishing", () => {
  it("freezes an immutable version, launches, and is the same version when asked again", async () => {
    const { ctx } = await newTestShop();
    const { campaignId } = await createCampaign(ctx, { name: "秋", draft: newsDraft() });
    const first = await publishCampaign(ctx, { campaignId, revision: 1 });
    expect(first.versionNo).toBe(1);
    expect(await publishCampaign(ctx, { campaignId, revision: 1 })).toEqual(first);
    await saveDraft(ctx, { campaignId, revision: 1, ...save, draft: newsDraft({ holdoutPercent: 20 }) });
    expect((await publishCampaign(ctx, { campaignId, revision: 2 })).versionNo).toBe(2);
    const after = await campaignById(ctx, { campaignId });
    expect(after).toMatchObject({
      state: "live",
      current: { versionNo: 2, definition: { holdoutPercent: 20, priority: 50 } },
    });
    expect(after.changes).toHaveLength(1);
    const rewriting = inTransaction(ctx, (t) =>
      t.tx.execute(sql`update campaign_versions set version_no = 9 where tenant_id = ${ctx.tenant}`),
    );
    await expect(rewriting).rejects.toMatchObject({ cause: { message: expect.stringContaining("permission denied") } });
    const { rows } = await read(ctx, (tx) =>
      tx.execute(sql`select action from audit_log where subject_id = ${campaignId} order by id`),
    );
    expect(rows.map((row) => row.action)).toEqual([
      "campaigns.create",
      "campaigns.publish",
      "campaigns.save_draft",
      "campaigns.publish",
    ]);
  });

  it("names what is missing, or what does not go together", async () => {
    const { ctx } = await newTestShop();
    const { contents: _, ...incomplete } = newsDraft();
    const { campaignId } = await createCampaign(ctx, { name: "秋", draft: incomplete });
    await expect(publishCampaign(ctx, { campaignId, revision: 1 })).rejects.toMatchObject({
      code: "refused",
      reason: "campaigns.incomplete",
      details: { field: "contents" },
    });
    await expect(publishCampaign(ctx, { campaignId, revision: 2 })).rejects.toMatchObject({ code: "conflict" });
    const other = await createCampaign(ctx, {
      name: "秋",
      draft: newsDraft({ contents: { ...newsDraft().contents, template: "warranty-notice" } }),
    });
    await expect(publishCampaign(ctx, { campaignId: other.campaignId, revision: 1 })).rejects.toMatchObject({
      details: { field: "timing_fact" },
    });
  });
});

describe("steering", () => {
  it("pauses what is planned and what is to come, and goes on where it stopped", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    await newTestMember(ctx);
    const campaignId = await launchCampaign(ctx, newsDraft({ timing: { kind: "cron", expression: "0 9 * * *" } }));
    const at = (hours: number) => new Date(Date.parse("2026-11-23T00:00:00Z") + hours * 3_600_000);
    await runDueCampaigns(shop.batch(at(0)));
    expect(await pauseCampaign(ctx, { campaignId })).toEqual({ state: "paused" });
    expect(await pauseCampaign(ctx, { campaignId })).toEqual({ state: "paused" });
    expect(await states(ctx, "send_chunks")).toEqual(["held"]);
    expect(await sendDueChunks(at(1), { channel: capturedChannel(), tenant: ctx.tenant })).toMatchObject({
      accepted: 0,
    });
    expect(await runDueCampaigns(shop.batch(at(25)))).toEqual({ runs: 0, candidates: 0, failed: 0 });
    expect(await resumeCampaign(ctx, { campaignId })).toEqual({ state: "live" });
    expect(await runDueCampaigns(shop.batch(at(26)))).toEqual({ runs: 1, candidates: 1, failed: 0 });
    expect(await states(ctx, "send_chunks")).toEqual(["ready", "ready"]);
  });

  it("does not decide for a paused campaign, whose candidates wait", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    await newTestMember(ctx);
    const campaignId = await launchCampaign(ctx, newsDraft());
    await runDueCampaigns(shop.batch());
    await inTransaction(shop.batch(), async (t) => {
      await t.tx.execute(
        sql`update candidates set verdict = null, decided_at = null, delivery_id = null where tenant_id = ${ctx.tenant}`,
      );
      await t.tx.execute(sql`delete from deliveries where tenant_id = ${ctx.tenant}`);
    });
    await pauseCampaign(ctx, { campaignId });
    await runDueCampaigns(shop.batch());
    expect(await verdictsOf(ctx, campaignId)).toEqual([null]);
    await cancelCampaign(ctx, { campaignId });
    expect(await verdictsOf(ctx, campaignId)).toEqual(["cancelled"]);
  });

  it("cancels for good: nothing planned leaves, nothing can be begun again", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    await newTestMember(ctx);
    const campaignId = await launchCampaign(ctx, newsDraft());
    await runDueCampaigns(shop.batch());
    expect(await cancelCampaign(ctx, { campaignId })).toEqual({ state: "cancelled" });
    expect(await cancelCampaign(ctx, { campaignId })).toEqual({ state: "cancelled" });
    expect([await states(ctx, "deliveries"), await states(ctx, "send_chunks")]).toEqual([["cancelled"], ["cancelled"]]);
    const refusal = { code: "refused", reason: "campaigns.not_in_this_state" };
    await expect(resumeCampaign(ctx, { campaignId })).rejects.toMatchObject(refusal);
    await expect(pauseCampaign(ctx, { campaignId })).rejects.toMatchObject(refusal);
    await expect(saveDraft(ctx, { campaignId, revision: 1, ...save, draft: {} })).rejects.toMatchObject({
      reason: "campaigns.has_ended",
    });
    const copy = await cloneCampaign(ctx, { campaignId });
    expect(await campaignById(ctx, copy)).toMatchObject({ state: "draft", name: "お知らせ (2)", missing: null });
  });

  it("finds nothing of another shop's", async () => {
    const [mine, other] = [await newTestShop(), await newTestShop()];
    const campaignId = await launchCampaign(other.ctx, newsDraft());
    const missing = { code: "not_found", reason: "campaigns.not_found" };
    for (const verb of [pauseCampaign, resumeCampaign, cancelCampaign, cloneCampaign, campaignById, targetCount])
      await expect(verb(mine.ctx, { campaignId })).rejects.toMatchObject(missing);
    await expect(publishCampaign(mine.ctx, { campaignId, revision: 1 })).rejects.toMatchObject(missing);
    await expect(saveDraft(mine.ctx, { campaignId, revision: 1, ...save, draft: {} })).rejects.toMatchObject(missing);
    expect((await listCampaigns(mine.ctx, {})).rows).toEqual([]);
  });
});

describe("the list", () => {
  it("searches, filters, and goes on by cursor", async () => {
    const shop = await newTestShop();
    for (const [place, name] of ["保証 100%", "誕生日", "保証 1000"].entries())
      await createCampaign(shop.as(shop.ctx.actor, new Date(shop.ctx.now.getTime() + place)), { name });
    const live = await launchCampaign(shop.ctx, newsDraft(), { name: "開始済み" });
    const names = async (input: Parameters<typeof listCampaigns>[1]) =>
      (await listCampaigns(shop.ctx, input)).rows.map((row) => row.name);
    expect(await names({ q: "保証" })).toEqual(["保証 1000", "保証 100%"]);
    expect(await names({ q: "100%" })).toEqual(["保証 100%"]);
    expect(await names({ state: "live" })).toEqual(["開始済み"]);
    const first = await listCampaigns(shop.ctx, { limit: 3 });
    expect(first.cursor).not.toBeNull();
    const second = await listCampaigns(shop.ctx, { limit: 3, ...(first.cursor ? { cursor: first.cursor } : {}) });
    expect([...first.rows, ...second.rows].map((row) => row.id).filter((id) => id === live)).toHaveLength(1);
    expect([first.rows.length + second.rows.length, second.cursor]).toEqual([4, null]);
  });

  it("counts the target, but not for analysts", async () => {
    const shop = await newTestShop();
    await newTestMember(shop.ctx);
    const campaignId = await launchCampaign(shop.ctx, newsDraft());
    expect(await targetCount(shop.ctx, { campaignId })).toBe(1);
    expect(await targetCount(shop.as(staffActor({ role: "analyst" })), { campaignId })).toBeNull();
  });
});
