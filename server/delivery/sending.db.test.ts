import { sql } from "drizzle-orm";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { planTestMails } from "@/db/testing/planned-mails";
import { inTransaction, read } from "@/server/kernel/ctx";
import { newTestShop, testNow, type TestShop } from "@/server/kernel/testing";
import { capturedChannel } from "./channels/captured";
import type { MailChannel, OutgoingMail, Outcome } from "./channels/channel";
import { claimChunk, endLease, leaseMs } from "./service/chunk-lease";
import { claimPlanned, markHanded, takeOver } from "./service/markers";
import { resendUnknown } from "./service/resend-unknown";
import { sendDueChunks } from "./service/send-due-chunks";
import { settleOrphans } from "./service/settle-orphans";
import { cancelCampaign, holdCampaign, releaseCampaign } from "./service/steer-campaign";
import { liftSuppression, suppress } from "./service/suppressions";

/** A channel that only remembers, and answers as it is told. */
function rememberingChannel(
  answer: (mail: OutgoingMail) => Outcome = () => ({ kind: "accepted", providerMessageId: null }),
) {
  const sent: { mail: OutgoingMail; key: string }[] = [];
  const channel: MailChannel & { repeatableForMs: number | null } = {
    name: "smtp",
    markerSize: 10,
    repeatableForMs: null,
    send: (mails, key) => {
      sent.push(...mails.map((mail) => ({ mail, key })));
      return Promise.resolve(mails.map(answer));
    },
    close: () => Promise.resolve(),
  };
  return { channel, sent };
}

const send = (shop: TestShop, channel: MailChannel, now = testNow) =>
  sendDueChunks(now, { channel, tenant: shop.ctx.tenant });
const later = (ms: number) => new Date(testNow.getTime() + ms);

async function statesOf(shop: TestShop) {
  const rows = await read(shop.ctx, (tx) =>
    tx.execute<{ state: string; reason: string | null; n: number }>(
      sql`select state, state_reason as reason, count(*) as n from deliveries where tenant_id = ${shop.ctx.tenant} group by 1, 2`,
    ),
  );
  return Object.fromEntries(rows.rows.map((row) => [row.reason ? `${row.state}:${row.reason}` : row.state, row.n]));
}
const chunkStates = async (shop: TestShop) =>
  (await read(shop.ctx, (tx) => tx.execute<{ state: string }>(sql`select state from send_chunks`))).rows.map(
    (row) => row.state,
  );

describe("sending", () => {
  it("sends each planned mail once, readable by another program, and ends the chunk", async () => {
    const shop = await newTestShop({ mailFromName: 'あおい電機 "本店", <x>\r\nBcc: evil@example.jp' });
    await planTestMails(shop, 12);
    await send(shop, capturedChannel());
    await send(shop, capturedChannel());
    expect(await statesOf(shop)).toEqual({ accepted: 12 });
    expect(await chunkStates(shop)).toEqual(["done"]);
    const captured = await read(shop.ctx, (tx) =>
      tx.execute<{ raw: string; recipient: string }>(
        sql`select raw, recipient from captured_mails where shop_id = ${shop.ctx.tenant}`,
      ),
    );
    expect(new Set(captured.rows.map((row) => row.recipient)).size).toBe(12);
    const mail = await PostalMime.parse(captured.rows[0]!.raw);
    expect(mail.from).toEqual({ name: 'あおい電機 "本店", <x> Bcc: evil@example.jp', address: "shop@example.jp" });
    expect(mail.bcc).toBeUndefined();
    expect(mail.subject).toBe("【試験商店】ポイントとおすすめのお知らせ");
    expect(mail.text).toContain("1,234ポイント");
    expect(mail.html).toContain("1,234ポイント");
    const headers = Object.fromEntries(mail.headers.map((header) => [header.key, header.value]));
    expect(headers["list-unsubscribe"]).toMatch(/^<http:\/\/127\.0\.0\.1:3000\/api\/t\/u\/[\w.-]+>$/);
    expect(headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
  });

  it("asks consent, suppression, withdrawal and address again at the last moment", async () => {
    const shop = await newTestShop();
    const { memberIds } = await planTestMails(shop, 6);
    const [noConsent, suppressed, withdrawn, noAddress, lifted] = memberIds as [string, string, string, string, string];
    await inTransaction(shop.ctx, async (t) => {
      await t.tx.execute(sql`update members set mail_opt_in = false where member_id = ${noConsent}`);
      await t.tx.execute(sql`update members set withdrawn_at = ${testNow} where member_id = ${withdrawn}`);
      await t.tx.execute(sql`update members set email_normalised = null where member_id = ${noAddress}`);
    });
    await suppress(shop.ctx, { memberId: suppressed, reason: "unsubscribed" });
    await suppress(shop.ctx, { memberId: lifted, reason: "manual" });
    await liftSuppression(shop.ctx, { memberId: lifted });
    const { channel, sent } = rememberingChannel();
    await send(shop, channel);
    expect(sent).toHaveLength(2);
    expect(await statesOf(shop)).toEqual({
      accepted: 2,
      "cancelled:no_consent": 1,
      "cancelled:suppressed": 1,
      "cancelled:withdrawn": 1,
      "cancelled:no_address": 1,
    });
  });

  it("sends a service mail in spite of an unsubscription, but not after a bounce", async () => {
    const shop = await newTestShop();
    const { memberIds } = await planTestMails(shop, 2, { messageClass: "service" });
    await suppress(shop.ctx, { memberId: memberIds[0]!, reason: "unsubscribed" });
    await suppress(shop.ctx, { memberId: memberIds[1]!, reason: "bounced" });
    const { channel, sent } = rememberingChannel();
    await send(shop, channel);
    expect(sent).toHaveLength(1);
    expect(sent[0]!.mail.headers).not.toHaveProperty("List-Unsubscribe");
    expect(await statesOf(shop)).toEqual({ accepted: 1, "cancelled:suppressed": 1 });
  });

  it("does not send before its time, and service before marketing", async () => {
    const shop = await newTestShop();
    const marketing = await planTestMails(shop, 1);
    const service = await planTestMails(shop, 1, { messageClass: "service" });
    const { channel, sent } = rememberingChannel();
    await send(shop, channel, later(-1_000));
    expect(sent).toHaveLength(0);
    await send(shop, channel);
    const order = sent.map(({ mail }) => mail.meta.campaign);
    expect(order).toEqual([service.campaignId, marketing.campaignId]);
  });

  it("fails a message that cannot be made and sends the others", async () => {
    const shop = await newTestShop();
    const plan = await planTestMails(shop, 3);
    await inTransaction(shop.ctx, (t) =>
      t.tx.execute(sql`update deliveries set inputs = '{"name": 5}' where member_id = ${plan.memberIds[0]!}`),
    );
    const { channel } = rememberingChannel();
    await send(shop, channel);
    expect(await statesOf(shop)).toEqual({ accepted: 2, "failed:cannot_render": 1 });
  });

  it("puts a chunk off when the channel takes nothing, and goes on later", async () => {
    const shop = await newTestShop();
    await planTestMails(shop, 25);
    const down = rememberingChannel(() => ({ kind: "not_handed", reason: "ECONNREFUSED" }));
    await send(shop, down.channel);
    expect(down.sent).toHaveLength(10);
    expect(await statesOf(shop)).toEqual({ planned: 15, "planned:ECONNREFUSED": 10 });
    const { channel, sent } = rememberingChannel();
    await send(shop, channel, later(1_000));
    expect(sent).toHaveLength(0);
    await send(shop, channel, later(6_000));
    expect(sent).toHaveLength(25);
  });
});

describe("a campaign that is stopped", () => {
  it("is held, released and cancelled in every state of its chunks", async () => {
    const shop = await newTestShop();
    const { campaignId } = await planTestMails(shop, 30);
    const { channel, sent } = rememberingChannel();
    await holdCampaign(shop.ctx, { campaignId });
    await send(shop, channel);
    expect(sent).toHaveLength(0);
    await releaseCampaign(shop.ctx, { campaignId });

    // Held while a sender is at it: the marker in hand is finished, nothing after it.
    const original = channel.send;
    channel.send = async (mails, key) => {
      await holdCampaign(shop.ctx, { campaignId });
      return original(mails, key);
    };
    await send(shop, channel);
    expect(sent).toHaveLength(10);
    expect(await statesOf(shop)).toEqual({ accepted: 10, planned: 20 });
    expect(await chunkStates(shop)).toEqual(["held"]);

    // Released and cancelled while a sender is at it.
    await releaseCampaign(shop.ctx, { campaignId });
    channel.send = async (mails, key) => {
      await cancelCampaign(shop.ctx, { campaignId });
      return original(mails, key);
    };
    await send(shop, channel);
    expect(sent).toHaveLength(20);
    expect(await statesOf(shop)).toEqual({ accepted: 20, "cancelled:campaign_cancelled": 10 });
    channel.send = original;
    await releaseCampaign(shop.ctx, { campaignId });
    await send(shop, channel, later(3_600_000));
    expect(sent).toHaveLength(20);
  });
});

describe("a sender that dies", () => {
  const deadAfterMarker = async (shop: TestShop, count: number) => {
    const lease = await claimChunk(testNow, { lanes: ["marketing"], tenant: shop.ctx.tenant });
    const claimed = await claimPlanned(lease!, testNow);
    await markHanded(lease!, testNow, claimed.slice(0, count), "key-1");
    return lease!;
  };

  it("leaves what it had claimed to the next, and what it had handed over by SMTP as unknown", async () => {
    const shop = await newTestShop();
    const { campaignId } = await planTestMails(shop, 25);
    await deadAfterMarker(shop, 10);
    const { channel, sent } = rememberingChannel();
    await send(shop, channel, later(leaseMs - 1));
    expect(sent).toHaveLength(0);
    await send(shop, channel, later(leaseMs + 1));
    expect(sent).toHaveLength(15);
    expect(await statesOf(shop)).toEqual({ accepted: 15, "unknown:outcome_unknown": 10 });

    const again = await resendUnknown(shop.ctx, { campaignId });
    expect(again).toEqual({ planned: 10 });
    expect(await resendUnknown(shop.ctx, { campaignId })).toEqual({ planned: 0 });
    await send(shop, channel, later(leaseMs + 2));
    expect(await statesOf(shop)).toEqual({ accepted: 25, "unknown:sent_again": 10 });
  });

  it("is repeated under the same key, with the same bytes, where the provider knows keys", async () => {
    const shop = await newTestShop();
    await planTestMails(shop, 25);
    const { channel, sent } = rememberingChannel();
    channel.repeatableForMs = 3_600_000;
    const lost = rememberingChannel(() => ({ kind: "unknown", reason: "timeout" }));
    lost.channel.repeatableForMs = 3_600_000;
    await send(shop, lost.channel);
    expect(await statesOf(shop)).toEqual({ handed: 10, planned: 15 });
    await send(shop, channel, later(6_000));
    expect(sent.slice(0, 10)).toEqual(lost.sent);
    expect(new Set(sent.map(({ mail }) => mail.id)).size).toBe(25);
    expect(await statesOf(shop)).toEqual({ accepted: 25 });
  });

  it("changes nothing any more once its lease was taken over", async () => {
    const shop = await newTestShop();
    await planTestMails(shop, 5);
    const stale = await claimChunk(testNow, { lanes: ["marketing"], tenant: shop.ctx.tenant });
    const claimed = await claimPlanned(stale!, testNow);
    const next = await claimChunk(later(leaseMs + 1), { lanes: ["marketing"], tenant: shop.ctx.tenant });
    await takeOver(next!, later(leaseMs + 1), null);
    expect(await markHanded(stale!, later(leaseMs + 2), claimed, "x")).toBeNull();
    expect(await endLease(stale!, later(leaseMs + 2), 0)).toBe(false);
    expect(await statesOf(shop)).toEqual({ planned: 5 });
  });

  it("in a chunk that was cancelled meanwhile leaves its messages as unknown", async () => {
    const shop = await newTestShop();
    const { campaignId } = await planTestMails(shop, 12);
    await deadAfterMarker(shop, 10);
    await cancelCampaign(shop.ctx, { campaignId });
    expect(await settleOrphans(shop.as(shop.ctx.actor, later(leaseMs)))).toBe(0);
    expect(await settleOrphans(shop.as(shop.ctx.actor, later(11 * leaseMs)))).toBe(10);
    expect(await statesOf(shop)).toEqual({ "cancelled:campaign_cancelled": 2, "unknown:outcome_unknown": 10 });
  });
});
