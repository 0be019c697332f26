import { sql } from "drizzle-orm";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { insertProduct, insertStore } from "@/db/testing/factories";
import { planTestMails } from "@/db/testing/planned-mails";
import { inTransaction, read, systemCtx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor, type TestShop } from "@/server/kernel/testing";
import { requestMemberLink } from "@/server/members/service/request-link";
import { recordSale } from "@/server/purchases/service/record-sale";
import { addStaff } from "@/server/tenancy/service/add-staff";
import { removeStaff } from "@/server/tenancy/service/change-staff";
import { inviteStaff, withdrawInvitation } from "@/server/tenancy/service/invite-staff";
import { requestStaffLink } from "@/server/tenancy/service/staff-sign-in";
import { capturedChannel } from "./channels/captured";
import { capturedMailList, isMailboxOpen } from "./queries/captured-mails";
import { deliveriesOf, renderDelivery, sendingProgress } from "./queries/deliveries";
import { sendDueChunks } from "./service/send-due-chunks";
import { planReceipt, sendSignInMail } from "./service/service-mails";

const system = (shop: TestShop) => systemCtx(shop.ctx.tenant, "event", database("app"), shop.ctx.now);
const captured = async (shop: TestShop) =>
  (
    await read(shop.ctx, (tx) =>
      tx.execute<{ raw: string; recipient: string }>(
        sql`select raw, recipient from captured_mails where shop_id = ${shop.ctx.tenant}`,
      ),
    )
  ).rows;
const requestedLink = async (shop: TestShop) => {
  const { rows } = await read(shop.ctx, (tx) =>
    tx.execute<{ id: string }>(sql`
    select payload->>'linkId' as id from outbox_events where name = 'sign_in_link.requested' order by id desc limit 1`),
  );
  return { audience: "member" as const, linkId: rows[0]?.id ?? "" };
};

describe("the sign-in mail", () => {
  it("goes to the stored address with a link that works once, the same when it is repeated", async () => {
    const shop = await newTestShop();
    const email = `a-${newId()}@example.jp`;
    await newTestMember(shop.ctx, { emailNormalised: email });
    await requestMemberLink(shop.ctx, { email, origin: "192.0.2.1" });
    const link = await requestedLink(shop);
    expect(await sendSignInMail(system(shop), link, capturedChannel())).toBe(true);
    expect(await sendSignInMail(system(shop), link, capturedChannel())).toBe(true);
    const mails = await captured(shop);
    expect(mails.map(({ recipient }) => recipient)).toEqual([email]);
    const mail = await PostalMime.parse(mails[0]!.raw);
    expect(mail.messageId).toBe(`<${link.linkId}@example.jp>`);
    expect(mail.text).toMatch(/http:\/\/127\.0\.0\.1:3000\/shop-[0-9a-f]+\/my\/link\/[\w.-]+/);
    expect(mail.text).not.toContain("配信を停止");
  });

  it("calls the shop by its Latin name to whom reads English", async () => {
    const shop = await newTestShop({ name: "あおい電機", nameLatin: "Aoi Denki" });
    const said = async (locale: "ja" | "en") => {
      const email = `${locale}-${newId()}@example.jp`;
      await newTestMember(shop.ctx, { emailNormalised: email, locale });
      await requestMemberLink(shop.ctx, { email, origin: "192.0.2.1" });
      await sendSignInMail(system(shop), await requestedLink(shop), capturedChannel());
      const raw = (await captured(shop)).find(({ recipient }) => recipient === email)?.raw ?? "";
      const { subject, text } = await PostalMime.parse(raw);
      return `${subject} ${text}`;
    };
    const [ja, en] = [await said("ja"), await said("en")];
    expect(ja).toContain("あおい電機");
    expect(ja).not.toContain("Aoi Denki");
    expect(en).toContain("Aoi Denki");
    expect(en).not.toContain("あおい電機");
  });

  it("goes to staff who work somewhere or are invited back, and to nobody who works nowhere", async () => {
    const shop = await newTestShop();
    const [seed, email] = [system(shop), `b-${newId()}@example.jp`];
    await addStaff(seed, { email: `owner-${newId()}@example.jp`, name: "林", role: "owner", password: newId() });
    const who = await addStaff(seed, { email, name: "鈴木", role: "analyst", password: newId() });
    await requestStaffLink({ db: database("app"), now: shop.ctx.now, requestId: newId() }, { email, origin: newId() });
    const { rows } = await read(shop.ctx, (tx) =>
      tx.execute<{ id: string }>(sql`select id from staff_sign_in_links where account_id = ${who.accountId}`),
    );
    const link = { audience: "staff" as const, linkId: rows[0]?.id ?? "" };
    const isMailed = () => sendSignInMail(system(shop), link, capturedChannel());
    expect(await isMailed()).toBe(true);
    await removeStaff(shop.ctx, { membershipId: who.membershipId });
    expect(await isMailed()).toBe(false);
    const { invitationId } = await inviteStaff(shop.ctx, { email, role: "analyst" });
    expect(await isMailed()).toBe(true);
    await withdrawInvitation(shop.ctx, { invitationId });
    expect(await isMailed()).toBe(false);
  });

  it("is not written for an address nobody has", async () => {
    const shop = await newTestShop();
    await requestMemberLink(shop.ctx, { email: `nobody-${newId()}@example.jp`, origin: "192.0.2.1" });
    expect(await sendSignInMail(system(shop), await requestedLink(shop), capturedChannel())).toBe(false);
    expect(await captured(shop)).toEqual([]);
  });

  it("is tried again when the channel takes nothing", async () => {
    const shop = await newTestShop();
    const email = `a-${newId()}@example.jp`;
    await newTestMember(shop.ctx, { emailNormalised: email });
    await requestMemberLink(shop.ctx, { email, origin: "192.0.2.1" });
    const down = {
      ...capturedChannel(),
      send: () => Promise.resolve([{ kind: "not_handed" as const, reason: "ECONNREFUSED" }]),
    };
    await expect(sendSignInMail(system(shop), await requestedLink(shop), down)).rejects.toThrow("ECONNREFUSED");
  });
});

async function soldTo(shop: TestShop, memberId: string) {
  const [storeId, productId] = [newId(), newId()];
  await inTransaction(shop.ctx, async (t) => {
    await insertStore(t.tx, { tenantId: shop.ctx.tenant, id: storeId });
    await insertProduct(t.tx, { tenantId: shop.ctx.tenant, id: productId, name: "冷蔵庫 <HR-2200>" });
  });
  return recordSale(shop.as(staffActor({ storeId })), {
    memberId,
    externalId: `R-${newId()}`,
    storeId,
    occurredAt: shop.ctx.now,
    lines: [{ productId, quantity: 1, unitPriceYen: 98_000 }],
  });
}

describe("the receipt", () => {
  it("is planned once per sale and says what was bought", async () => {
    const shop = await newTestShop();
    const memberId = await newTestMember(shop.ctx);
    const { purchaseId } = await soldTo(shop, memberId);
    expect(await planReceipt(system(shop), { memberId, purchaseId })).toBe(true);
    expect(await planReceipt(system(shop), { memberId, purchaseId })).toBe(false);
    await sendDueChunks(shop.ctx.now, { channel: capturedChannel(), tenant: shop.ctx.tenant });
    const mails = await captured(shop);
    expect(mails).toHaveLength(1);
    const mail = await PostalMime.parse(mails[0]!.raw);
    expect(mail.subject).toBe("【試験商店】お買い上げありがとうございます（￥98,000）");
    expect(mail.text).toContain("冷蔵庫 <HR-2200> × 1");
    expect(mail.headers.some(({ key }) => key === "list-unsubscribe")).toBe(false);
  });

  it("is not written to an address that was never proven", async () => {
    const shop = await newTestShop();
    const memberId = await newTestMember(shop.ctx, { emailVerifiedAt: null });
    const { purchaseId } = await soldTo(shop, memberId);
    expect(await planReceipt(system(shop), { memberId, purchaseId })).toBe(false);
  });
});

describe("what was written", () => {
  it("can be shown again as it was, to staff and to the member, and to nobody else", async () => {
    const shop = await newTestShop();
    const { memberIds, campaignId } = await planTestMails(shop, 2);
    const memberId = memberIds[0]!;
    await sendDueChunks(shop.ctx.now, { channel: capturedChannel(), tenant: shop.ctx.tenant });
    const { rows } = await deliveriesOf(shop.ctx, { memberId });
    expect(rows).toMatchObject([{ state: "accepted", template: "news", campaignId }]);
    const key = { memberId, deliveryId: rows[0]!.deliveryId };
    const again = await renderDelivery(shop.ctx, key);
    const sent = await PostalMime.parse((await captured(shop)).find(({ raw }) => raw.includes(key.deliveryId))!.raw);
    const withoutLinks = (html: string) => html.replace(/(?:href|src)="[^"]*"/g, "");
    expect(again.subject).toBe(sent.subject);
    expect(withoutLinks(again.html)).toBe(withoutLinks(sent.html!.trimEnd()));
    expect(again.html).not.toContain("/api/t/");
    await renderDelivery(shop.as({ kind: "member", id: memberId }), key);
    const other = await newTestShop();
    await expect(renderDelivery(other.ctx, key)).rejects.toMatchObject({ code: "not_found" });
    await expect(renderDelivery(shop.as({ kind: "member", id: memberIds[1]! }), key)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(deliveriesOf(shop.as({ kind: "link", memberId }), { memberId })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await sendingProgress(shop.ctx, { campaignId })).messages).toEqual([
      { state: "accepted", reason: null, count: 2 },
    ]);
    expect((await sendingProgress(other.ctx, { campaignId })).messages).toEqual([]);
  });

  it("stands in the captured mailbox only where an installation is for trying out", async () => {
    expect(isMailboxOpen({ MAIL_CHANNEL: "captured", GOEN_DEV_ROUTES: "1" } as never)).toBe(true);
    expect(isMailboxOpen({ MAIL_CHANNEL: "captured", GOEN_DEV_ROUTES: "0" } as never)).toBe(false);
    expect(isMailboxOpen({ MAIL_CHANNEL: "smtp", GOEN_DEV_ROUTES: "1" } as never)).toBe(false);
    await expect(capturedMailList()).rejects.toMatchObject({ code: "not_found" });
  });
});
