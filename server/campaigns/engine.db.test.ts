import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { launchCampaign as launch, newsDraft as news } from "@/db/testing/campaign-factories";
import { insertProduct } from "@/db/testing/factories";
import { capturedChannel } from "@/server/delivery/channels/captured";
import { sendDueChunks } from "@/server/delivery/service/send-due-chunks";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, type TestShop } from "@/server/kernel/testing";
import { campaignById } from "./queries/campaigns";
import { warrantyNoticePreset } from "./rules/preset";
import { publishCampaign, saveDraft } from "./service/edit-campaign";
import { runDueCampaigns } from "./service/run-due-campaigns";
import { pauseCampaign, resumeCampaign } from "./service/steer-campaign";

async function warrantyOf(ctx: Ctx, memberId: string, endsOn: string, productId?: string, pieceNo = 1) {
  const product = productId ?? newId();
  const id = newId();
  await inTransaction(ctx, async (t) => {
    if (!productId) await insertProduct(t.tx, { tenantId: ctx.tenant, id: product, name: "冷蔵庫 HR-2200" });
    await t.tx.execute(sql`insert into warranties (tenant_id, member_id, id, purchase_line_id, piece_no, product_id, starts_on, ends_on, created_at)
      values (${ctx.tenant}, ${memberId}, ${id}, ${newId()}, ${pieceNo}, ${product}, '2021-01-01', ${endsOn}, '2021-01-01')`);
  });
  return { id, productId: product };
}

type Row = {
  member_id: string;
  verdict: string | null;
  occurrence: string;
  verdict_campaign_id: string | null;
  delivery_id: string | null;
};
const candidatesOf = async (ctx: Ctx, campaignId: string) =>
  (
    await read(ctx, (tx) =>
      tx.execute<Row>(sql`select * from candidates where campaign_id = ${campaignId} order by occurrence, member_id`),
    )
  ).rows;
const deliveriesOf = async (ctx: Ctx) =>
  (
    await read(ctx, (tx) =>
      tx.execute<{ member_id: string; inputs: Record<string, never>; send_at: string; locale: string; state: string }>(
        sql`select * from deliveries where tenant_id = ${ctx.tenant} order by send_at, occurrence`,
      ),
    )
  ).rows;
const run = (shop: TestShop, now?: Date) => runDueCampaigns(shop.batch(now));
const days = (n: number) => new Date(Date.parse("2026-11-22T03:00:00Z") + n * 86_400_000);

describe("the warranty notice", () => {
  it("finds on its first day everyone whose warranty ends within thirty days, and fills their mail", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    const soon = await newTestMember(ctx);
    const warranty = await warrantyOf(ctx, soon, "2026-12-10");
    await warrantyOf(ctx, await newTestMember(ctx), "2026-12-23");
    await warrantyOf(ctx, await newTestMember(ctx), "2026-11-21");
    const campaignId = await launch(ctx, warrantyNoticePreset({ holdoutPercent: 0 }));
    expect(await run(shop)).toEqual({ runs: 1, candidates: 1, failed: 0 });
    const [candidate] = await candidatesOf(ctx, campaignId);
    expect(candidate).toMatchObject({
      member_id: soon,
      verdict: "send",
      occurrence: `${warranty.productId}:2026-12-10`,
    });
    const [delivery] = await deliveriesOf(ctx);
    expect(delivery?.inputs).toMatchObject({
      name: "田中 花子",
      points: { available: 0, nextExpiry: null },
      warranty: {
        warrantyId: warranty.id,
        productId: warranty.productId,
        productName: "冷蔵庫 HR-2200",
        endsOn: "2026-12-10",
        daysLeft: 18,
      },
    });
    expect(candidate?.delivery_id).not.toBeNull();
  });

  it("writes once for pieces bought together, never again, and catches up a day that was missed", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    const member = await newTestMember(ctx);
    const { productId } = await warrantyOf(ctx, member, "2026-12-22");
    await warrantyOf(ctx, member, "2026-12-22", productId, 2);
    const later = await newTestMember(ctx);
    await warrantyOf(ctx, later, "2026-12-24");
    const campaignId = await launch(ctx, warrantyNoticePreset({ holdoutPercent: 0 }));
    await run(shop);
    await run(shop);
    expect((await candidatesOf(ctx, campaignId)).map((c) => c.member_id)).toEqual([member]);
    // No tick ran on the 24th, the day on which the second was due.
    await run(shop, days(4));
    await run(shop, days(5));
    expect((await candidatesOf(ctx, campaignId)).map((c) => c.member_id)).toEqual([member, later]);
  });

  it("does not write again because a corrected version was published", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    await warrantyOf(ctx, await newTestMember(ctx), "2026-12-20");
    const draft = warrantyNoticePreset({ holdoutPercent: 0 });
    const campaignId = await launch(ctx, draft);
    await run(shop);
    const second = { ...draft, holdoutPercent: 5 };
    await saveDraft(ctx, {
      campaignId,
      revision: 1,
      name: "保証",
      messageClass: "marketing",
      priority: 100,
      draft: second,
    });
    await publishCampaign(ctx, { campaignId, revision: 2 });
    expect(await run(shop)).toEqual({ runs: 1, candidates: 0, failed: 0 });
    expect(await deliveriesOf(ctx)).toHaveLength(1);
  });

  it("lets go of a warranty that was voided between finding and deciding", async () => {
    const shop = await newTestShop({ quietStartMinutes: 0, quietEndMinutes: 0 });
    const { ctx } = shop;
    await warrantyOf(ctx, await newTestMember(ctx), "2026-12-20");
    const campaignId = await launch(ctx, warrantyNoticePreset({ holdoutPercent: 0 }));
    await run(shop);
    // As after a crash between the two: the candidate is there, its verdict is not.
    await inTransaction(shop.batch(), async (t) => {
      await t.tx.execute(sql`delete from deliveries where tenant_id = ${ctx.tenant}`);
      await t.tx.execute(
        sql`update candidates set verdict = null, decided_at = null, delivery_id = null where tenant_id = ${ctx.tenant}`,
      );
      await t.tx.execute(sql`update campaign_runs set decided_at = null where tenant_id = ${ctx.tenant}`);
      await t.tx.execute(
        sql`update warranties set voided_at = ${ctx.now.toISOString()} where tenant_id = ${ctx.tenant}`,
      );
    });
    await run(shop);
    expect((await candidatesOf(ctx, campaignId)).map((c) => c.verdict)).toEqual(["exited"]);
    expect(await deliveriesOf(ctx)).toHaveLength(0);
  });
});

describe("verdicts", () => {
  it("says why each person was not written to", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    const [sent, silent, gone, nowhere] = [
      await newTestMember(ctx, { locale: "en" }),
      await newTestMember(ctx, { mailOptIn: false }),
      await newTestMember(ctx),
      await newTestMember(ctx, { emailNormalised: null }),
    ];
    await inTransaction(ctx, (t) =>
      t.tx.execute(sql`insert into suppressions (tenant_id, member_id, id, channel, reason, at)
      values (${ctx.tenant}, ${gone}, ${newId()}, 'mail', 'bounced', '2026-01-01')`),
    );
    const campaignId = await launch(ctx, news());
    await run(shop);
    const verdicts = new Map((await candidatesOf(ctx, campaignId)).map((c) => [c.member_id, c.verdict]));
    expect(verdicts).toEqual(
      new Map([
        [sent, "send"],
        [silent, "no_consent"],
        [gone, "suppressed"],
        [nowhere, "no_address"],
      ]),
    );
    expect((await deliveriesOf(ctx)).map((d) => [d.member_id, d.locale])).toEqual([[sent, "en"]]);
  });

  it("ends a campaign that is sent once when its last message has left, not before", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    await newTestMember(ctx);
    const campaignId = await launch(ctx, news());
    const state = async () => (await campaignById(ctx, { campaignId })).state;
    await run(shop);
    expect(await state()).toBe("live");
    await sendDueChunks(ctx.now, { channel: capturedChannel(), tenant: ctx.tenant });
    await run(shop);
    expect(await state()).toBe("finished");
    const { changes } = await campaignById(ctx, { campaignId });
    expect(changes[0]).toMatchObject({ fromState: "live", toState: "finished", actorKind: "system" });
  });

  it("waits for the end of quiet hours when a paused campaign is resumed at night", async () => {
    const shop = await newTestShop({ quietStartMinutes: 1260, quietEndMinutes: 540 });
    await newTestMember(shop.ctx);
    const campaignId = await launch(shop.ctx, { ...news(), respectsQuietHours: true });
    await run(shop);
    await pauseCampaign(shop.ctx, { campaignId });
    const night = new Date("2026-11-22T14:00:00Z"); // 23:00 in Tokyo
    await resumeCampaign(shop.as(shop.ctx.actor, night), { campaignId });
    const sendAt = (at: Date) => sendDueChunks(at, { channel: capturedChannel(), tenant: shop.ctx.tenant });
    await sendAt(night);
    expect(await deliveriesOf(shop.ctx)).toMatchObject([{ state: "planned" }]);
    await sendAt(new Date("2026-11-23T00:00:00Z")); // 09:00
    expect(await deliveriesOf(shop.ctx)).toMatchObject([{ state: "accepted" }]);
  });

  it("gives the last place of the week to the more important campaign", async () => {
    const shop = await newTestShop({ marketingCapPerWeek: 1 });
    const { ctx } = shop;
    await newTestMember(ctx);
    const minor = await launch(ctx, news(), { priority: 10 });
    const major = await launch(ctx, news(), { priority: 20 });
    const service = await launch(ctx, news(), { messageClass: "service" });
    await run(shop);
    expect(await candidatesOf(ctx, minor)).toMatchObject([{ verdict: "lost_to", verdict_campaign_id: major }]);
    expect(await candidatesOf(ctx, major)).toMatchObject([{ verdict: "send" }]);
    expect(await candidatesOf(ctx, service)).toMatchObject([{ verdict: "send" }]);
    const next = await launch(ctx, news());
    await run(shop, days(6));
    expect(await candidatesOf(ctx, next)).toMatchObject([{ verdict: "capped" }]);
    const free = await launch(ctx, news());
    await run(shop, days(8));
    expect(await candidatesOf(ctx, free)).toMatchObject([{ verdict: "send" }]);
  });

  it("waits for the morning, unless the message would be too old by then", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    await newTestMember(ctx);
    const patient = await launch(ctx, news());
    const urgent = await launch(ctx, news({ timing: { kind: "once", at: "2026-11-22T00:00:00Z", validHours: 3 } }));
    await run(shop, new Date("2026-11-22T14:00:00Z"));
    expect(await candidatesOf(ctx, patient)).toMatchObject([{ verdict: "send" }]);
    expect(await candidatesOf(ctx, urgent)).toMatchObject([{ verdict: "quiet_hours" }]);
    expect((await deliveriesOf(ctx)).map((d) => new Date(d.send_at))).toEqual([new Date("2026-11-23T00:00:00Z")]);
  });

  it("never touches another shop", async () => {
    const [mine, other] = [await newTestShop(), await newTestShop()];
    await newTestMember(other.ctx);
    await newTestMember(mine.ctx);
    const theirs = await launch(other.ctx, news());
    await launch(mine.ctx, news());
    await run(mine);
    expect(await candidatesOf(other.ctx, theirs)).toEqual([]);
    expect(await deliveriesOf(mine.ctx)).toHaveLength(1);
  });
});
