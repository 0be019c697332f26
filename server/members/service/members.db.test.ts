import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { newTestMember, newTestShop, staffActor, testNow } from "@/server/kernel/testing";
import { read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { createStore } from "@/server/tenancy/service/create-store";
import { consentsOf, findByCard, memberById } from "../queries/find-member";
import { issueCard } from "./issue-card";
import { joinMember } from "./join-member";
import { setConsent } from "./set-consent";
import { setEmailForMember } from "./set-email";
import { updateProfile } from "./update-profile";

describe("issueCard", () => {
  it("gives a walk-in a card that the till finds again, and asks for nothing", async () => {
    const shop = await newTestShop();
    const { storeId } = await createStore(shop.ctx, { externalId: "S1", name: "本店" });
    const card = await issueCard(shop.as(staffActor({ role: "store_staff" })), { storeId });
    expect(card.memberNo).toMatch(/^29\d{11}$/);
    const found = await findByCard(shop.ctx, `A${card.memberNo}A`);
    expect(found).toMatchObject({
      memberId: card.memberId,
      familyName: null,
      email: null,
      mailOptIn: false,
      joinedStoreId: storeId,
    });
  });

  it("refuses analysts, members, strangers and another shop's store", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const { storeId } = await createStore(other.ctx, { externalId: "S1", name: "他店" });
    await expect(issueCard(shop.ctx, { storeId })).rejects.toMatchObject({ code: "not_found" });
    for (const actor of [
      staffActor({ role: "analyst" }),
      { kind: "member", id: newId() } as const,
      { kind: "visitor" } as const,
    ])
      await expect(issueCard(shop.as(actor), {})).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("findByCard", () => {
  it("says why a text is no card, and does not know another shop's", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const { memberNo } = await issueCard(shop.ctx, {});
    const wrong = memberNo.slice(0, 12) + ((Number(memberNo[12]) + 1) % 10);
    await expect(findByCard(shop.ctx, wrong)).rejects.toMatchObject({
      code: "invalid",
      reason: "members.card_check_digit",
    });
    await expect(findByCard(other.ctx, memberNo)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("joinMember", () => {
  const hanako = {
    familyName: "𠮷田",
    givenName: "花子",
    familyKana: "ﾖｼﾀﾞ",
    givenKana: "はなこ",
    email: " Hanako@Example.JP ",
    phone: "０９０－１２３４－５６７８",
    postalCode: "〒１００－０００１",
    birthday: "1990-02-28",
    mailConsent: true,
    externalId: "C-1",
  };

  it("keeps what people write in the form in which it is compared", async () => {
    const { ctx } = await newTestShop();
    const { memberId } = await joinMember(ctx, hanako);
    expect(await memberById(ctx, memberId)).toMatchObject({
      familyName: "𠮷田",
      familyKana: "ヨシダ",
      givenKana: "ハナコ",
      email: "hanako@example.jp",
      emailVerifiedAt: null,
      phone: "+819012345678",
      postalCode: "1000001",
      mailOptIn: true,
      externalId: "C-1",
      version: 1,
    });
    expect(await consentsOf(ctx, memberId)).toMatchObject([{ channel: "mail", isGranted: true, source: "joining" }]);
    const events = await read(ctx, (tx) =>
      tx.execute(sql`select name from outbox_events where name = 'member.joined'`),
    );
    expect(events.rows).toHaveLength(1);
  });

  it("refuses an address, mobile number or external id that is another member's, but lets a household share a landline", async () => {
    const { ctx } = await newTestShop();
    await joinMember(ctx, hanako);
    const second = { phone: "03-1234-5678" };
    await expect(joinMember(ctx, { email: "HANAKO@example.jp" })).rejects.toMatchObject({
      code: "conflict",
      reason: "members.email_taken",
    });
    await expect(joinMember(ctx, { phone: "+81 90 1234 5678" })).rejects.toMatchObject({
      reason: "members.phone_taken",
    });
    await expect(joinMember(ctx, { externalId: "C-1" })).rejects.toMatchObject({ reason: "members.external_id_taken" });
    await joinMember(ctx, second);
    await joinMember(ctx, second);
  });

  it("refuses what cannot be kept", async () => {
    const { ctx } = await newTestShop();
    const bad = [
      { email: "a@example.jp,b@example.jp" },
      { email: "tanaka＠example.jp" },
      { email: "аnna@example.jp" },
      { familyKana: "田中" },
      { familyName: "a\0b" },
      { familyName: "\uD842" },
      { birthday: "2027-01-01" },
      { birthday: "1999-02-30" },
      { phone: "12" },
      { postalCode: "12345" },
    ];
    for (const input of bad) await expect(joinMember(ctx, input)).rejects.toMatchObject({ code: "invalid" });
  });

  it("takes in neither id, role nor version from outside", async () => {
    const { ctx } = await newTestShop();
    const { memberId } = await joinMember(ctx, {
      ...hanako,
      memberId: newId(),
      tenantId: newId(),
      version: 9,
      emailVerifiedAt: new Date(),
    } as never);
    expect(await memberById(ctx, memberId)).toMatchObject({ version: 1, emailVerifiedAt: null });
  });
});

describe("updateProfile", () => {
  it("changes what is named, empties what is blank, leaves the rest, and moves the search columns", async () => {
    const { ctx } = await newTestShop();
    const { memberId } = await joinMember(ctx, { familyName: "田中", familyKana: "タナカ", phone: "090-1111-2222" });
    const { version } = await updateProfile(ctx, {
      memberId,
      version: 1,
      changes: { familyName: "鈴木", familyKana: "すずき", phone: "" },
    });
    expect(version).toBe(2);
    expect(await memberById(ctx, memberId)).toMatchObject({
      familyName: "鈴木",
      familyKana: "スズキ",
      phone: null,
      version: 2,
    });
    // The number that was given up is free again.
    await joinMember(ctx, { phone: "09011112222" });
  });

  it("refuses a form that is older than the row, and another member", async () => {
    const shop = await newTestShop();
    const { memberId } = await joinMember(shop.ctx, { familyName: "田中" });
    const self = shop.as({ kind: "member", id: memberId });
    await updateProfile(self, { memberId, version: 1, changes: { city: "千代田区" } });
    await expect(updateProfile(self, { memberId, version: 1, changes: { city: "港区" } })).rejects.toMatchObject({
      code: "conflict",
    });
    const stranger = shop.as({ kind: "member", id: newId() });
    await expect(updateProfile(stranger, { memberId, version: 2, changes: {} })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("does not find another shop's member", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const { memberId } = await joinMember(shop.ctx, {});
    await expect(updateProfile(other.ctx, { memberId, version: 1, changes: {} })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("setConsent", () => {
  const no = { channel: "mail", isGranted: false, source: "my_page", textVersion: "1" } as const;

  it("keeps every change of mind, the flag beside it, and tells the senders of a no", async () => {
    const { ctx } = await newTestShop();
    const memberId = await newTestMember(ctx, { mailOptIn: true });
    expect(await setConsent(ctx, { ...no, memberId })).toMatchObject({ isChanged: true });
    expect(await setConsent(ctx, { ...no, memberId })).toMatchObject({ isChanged: false, consentId: null });
    await setConsent({ ...ctx, now: new Date(testNow.getTime() + 1000) }, { ...no, memberId, isGranted: true });
    expect((await consentsOf(ctx, memberId)).map((c) => c.isGranted)).toEqual([true, false]);
    expect(await memberById(ctx, memberId)).toMatchObject({ mailOptIn: true });
    const events = await read(ctx, (tx) =>
      tx.execute(sql`select payload from outbox_events where name = 'consent.withdrawn'`),
    );
    expect(events.rows).toEqual([{ payload: { memberId, channel: "mail" } }]);
  });

  it("lets a link in a mail say no, never yes", async () => {
    const shop = await newTestShop();
    const memberId = await newTestMember(shop.ctx);
    const link = shop.as({ kind: "link", memberId });
    await setConsent(link, { ...no, memberId });
    await expect(setConsent(link, { ...no, memberId, isGranted: true })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("setEmailForMember", () => {
  it("frees the old address, takes the new one as unproven, and refuses another member's", async () => {
    const { ctx } = await newTestShop();
    const { memberId } = await joinMember(ctx, { email: "old@example.jp" });
    await joinMember(ctx, { email: "taken@example.jp" });
    await expect(setEmailForMember(ctx, { memberId, email: "taken@example.jp" })).rejects.toMatchObject({
      code: "conflict",
    });
    await setEmailForMember(ctx, { memberId, email: "new@example.jp" });
    expect(await memberById(ctx, memberId)).toMatchObject({ email: "new@example.jp", emailVerifiedAt: null });
    await joinMember(ctx, { email: "old@example.jp" });
  });

  it("leaves a proven address to the member and to owners", async () => {
    const shop = await newTestShop();
    const memberId = await newTestMember(shop.ctx, {
      emailNormalised: "own@example.jp",
      emailVerifiedAt: shop.ctx.now,
    });
    for (const role of ["store_staff", "marketer"] as const)
      for (const email of ["thief@example.jp", null])
        await expect(setEmailForMember(shop.as(staffActor({ role })), { memberId, email })).rejects.toMatchObject({
          code: "forbidden",
          reason: "members.email_proven",
        });
    await setEmailForMember(shop.ctx, { memberId, email: "helped@example.jp" });
    expect(await memberById(shop.ctx, memberId)).toMatchObject({ email: "helped@example.jp", emailVerifiedAt: null });
  });
});
