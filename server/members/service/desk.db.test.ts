import { describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor } from "@/server/kernel/testing";
import { addStaff } from "@/server/tenancy/service/add-staff";
import { identitiesOf, memberViewsFor, notesOf, tagsOf, tagsOfShop } from "../queries/desk";
import { exportPerson, memberSources } from "../queries/export-person";
import { findByCard, memberById } from "../queries/find-member";
import { addIdentity, reissueCard, removeIdentity } from "./identities";
import { joinMember } from "./join-member";
import { addNote, deleteNote, editNote, restoreNote } from "./notes";
import { archiveTag, createTag, renameTag, restoreTag, tagMember, untagMember } from "./tags";
import { updateProfile } from "./update-profile";
import { deleteView, saveView } from "./views";

const strangers = [
  staffActor({ role: "analyst" }),
  { kind: "visitor" } as const,
  { kind: "member", id: newId() } as const,
];

describe("a profile that two people edit", () => {
  it("tells the second who saved, when, and which fields", async () => {
    const shop = await newTestShop();
    const { memberId } = await joinMember(shop.ctx, { familyName: "田中" });
    const { membershipId } = await addStaff(shop.as({ kind: "system", name: "test" }), {
      email: `${newId()}@example.jp`,
      name: "鈴木 一郎",
      role: "store_staff",
    });
    const suzuki = shop.as(staffActor({ id: membershipId, role: "store_staff" }));
    await updateProfile(suzuki, { memberId, version: 1, changes: { city: "千代田区", phone: "090-1234-5678" } });
    await expect(updateProfile(shop.ctx, { memberId, version: 1, changes: { city: "港区" } })).rejects.toMatchObject({
      reason: "members.changed_meanwhile",
      details: { version: 2, by: "鈴木 一郎", byKind: "staff", fields: "city,phoneNormalised" },
    });
  });

  it("keeps names as they are written, sixty characters as people count them, half-width kana made wide", async () => {
    const { ctx } = await newTestShop();
    const { memberId } = await joinMember(ctx, {});
    const family = "👨‍👩‍👧‍👦".repeat(59) + "𠮷";
    await updateProfile(ctx, {
      memberId,
      version: 1,
      changes: { familyName: family, givenName: "ﾀﾅｶ髙﨑", givenKana: "ﾀﾞｲｽｹ" },
    });
    expect(await memberById(ctx, memberId)).toMatchObject({
      familyName: family,
      givenName: "タナカ髙﨑",
      givenKana: "ダイスケ",
    });
    for (const changes of [
      { familyName: `${family}𩸽` },
      { familyName: `あ${"\u0301".repeat(2_000)}` },
      { familyKana: "漢字" },
      { phone: "12" },
      { postalCode: "123" },
      { birthday: "2999-01-01" },
      { gender: "unknown" as never },
    ])
      await expect(updateProfile(ctx, { memberId, version: 2, changes })).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("notes", () => {
  it("are written, changed by their writer only, deleted and brought back", async () => {
    const shop = await newTestShop();
    const memberId = await newTestMember(shop.ctx);
    const clerk = shop.as(staffActor({ role: "store_staff" }));
    const { noteId } = await addNote(clerk, { memberId, text: "お電話は\n午前中に 📞" });
    await expect(editNote(shop.ctx, { memberId, noteId, text: "x" })).rejects.toMatchObject({
      reason: "members.note_not_yours",
    });
    await editNote(clerk, { memberId, noteId, text: "お電話は午後に" });
    expect(await notesOf(clerk, memberId)).toMatchObject([
      { noteId, text: "お電話は午後に", mayEdit: true, mayDelete: true },
    ]);
    await expect(deleteNote(shop.as(staffActor({ role: "store_staff" })), { memberId, noteId })).rejects.toMatchObject({
      code: "forbidden",
    });
    await deleteNote(shop.ctx, { memberId, noteId });
    await deleteNote(shop.ctx, { memberId, noteId });
    expect(await notesOf(clerk, memberId)).toEqual([]);
    await expect(editNote(clerk, { memberId, noteId, text: "y" })).rejects.toMatchObject({ code: "not_found" });
    await restoreNote(shop.ctx, { memberId, noteId });
    expect(await notesOf(clerk, memberId)).toHaveLength(1);
  });

  it("are for staff of that shop", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const memberId = await newTestMember(shop.ctx);
    const { noteId } = await addNote(shop.ctx, { memberId, text: "メモ" });
    for (const actor of [...strangers, { kind: "member", id: memberId } as const])
      await expect(notesOf(shop.as(actor), memberId)).rejects.toMatchObject({ code: "forbidden" });
    await expect(addNote(other.ctx, { memberId, text: "メモ" })).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteNote(other.ctx, { memberId, noteId })).rejects.toMatchObject({ code: "not_found" });
    await expect(addNote(shop.ctx, { memberId, text: "  " })).rejects.toMatchObject({ code: "invalid" });
    await expect(addNote(shop.ctx, { memberId, text: "\u202e" })).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("tags", () => {
  it("are made, renamed, put on and off, put away and brought back with whoever bears them", async () => {
    const shop = await newTestShop();
    const memberId = await newTestMember(shop.ctx);
    const { tagId } = await createTag(shop.ctx, { name: "お得意様" });
    await expect(createTag(shop.ctx, { name: " お得意様 " })).rejects.toMatchObject({
      reason: "members.tag_name_taken",
    });
    const clerk = shop.as(staffActor({ role: "store_staff" }));
    await expect(createTag(clerk, { name: "別" })).rejects.toMatchObject({ code: "forbidden" });
    expect(await tagMember(clerk, { memberId, tagId })).toEqual({ isChanged: true });
    expect(await tagMember(clerk, { memberId, tagId })).toEqual({ isChanged: false });
    await renameTag(shop.ctx, { tagId, name: "VIP" });
    expect(await tagsOf(clerk, memberId)).toEqual([{ tagId, name: "VIP" }]);
    await archiveTag(shop.ctx, { tagId });
    expect(await tagsOfShop(clerk)).toEqual([]);
    await expect(tagMember(clerk, { memberId, tagId })).rejects.toMatchObject({ code: "not_found" });
    const second = await createTag(shop.ctx, { name: "VIP" });
    await expect(restoreTag(shop.ctx, { tagId })).rejects.toMatchObject({ reason: "members.tag_name_taken" });
    await archiveTag(shop.ctx, second);
    await restoreTag(shop.ctx, { tagId });
    expect(await tagsOf(clerk, memberId)).toEqual([{ tagId, name: "VIP" }]);
    expect(await untagMember(clerk, { memberId, tagId })).toEqual({ isChanged: true });
    expect(await untagMember(clerk, { memberId, tagId })).toEqual({ isChanged: false });
  });

  it("of another shop are not there", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const memberId = await newTestMember(shop.ctx);
    const { tagId } = await createTag(other.ctx, { name: "他店" });
    await expect(tagMember(shop.ctx, { memberId, tagId })).rejects.toMatchObject({ code: "not_found" });
    for (const actor of strangers)
      await expect(tagsOfShop(shop.as(actor))).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("identities", () => {
  it("adds a card of an earlier program and the retailer's own number, and takes them away", async () => {
    const { ctx } = await newTestShop();
    const { memberId, memberNo } = await joinMember(ctx, { externalId: "C-1", phone: "090-1111-2222" });
    expect(await addIdentity(ctx, { memberId, kind: "card", value: "k１２３-456" })).toEqual({ value: "K123456" });
    expect((await findByCard(ctx, "K123456")).memberId).toBe(memberId);
    await addIdentity(ctx, { memberId, kind: "external", value: "C-2" });
    expect(await identitiesOf(ctx, memberId)).toMatchObject({
      memberNo,
      externalId: "C-2",
      phone: "+819011112222",
      cards: [{ value: memberNo }, { value: "K123456" }],
    });
    for (const value of ["Online: 10293", "till:7"]) await addIdentity(ctx, { memberId, kind: "system", value });
    expect((await identitiesOf(ctx, memberId)).systems.map(({ value }) => value)).toEqual(["online:10293", "till:7"]);
    await expect(addIdentity(ctx, { memberId, kind: "system", value: "10293" })).rejects.toMatchObject({
      reason: "members.system_id",
    });
    // The number before is free again.
    const next = await joinMember(ctx, { externalId: "C-1" });
    await expect(addIdentity(ctx, { memberId, kind: "external", value: "C-1" })).rejects.toMatchObject({
      reason: "members.external_id_taken",
    });
    await expect(addIdentity(ctx, { memberId, kind: "card", value: next.memberNo })).rejects.toMatchObject({
      reason: "members.card_taken",
    });
    await expect(addIdentity(ctx, { memberId, kind: "card", value: "4901234567894" })).rejects.toMatchObject({
      reason: "members.card_is_product",
    });
    await removeIdentity(ctx, { memberId, kind: "card", value: "K123456" });
    await removeIdentity(ctx, { memberId, kind: "external", value: "C-2" });
    await removeIdentity(ctx, { memberId, kind: "phone", value: "+819011112222" });
    await expect(removeIdentity(ctx, { memberId, kind: "card", value: memberNo })).rejects.toMatchObject({
      reason: "members.card_in_use",
    });
    await expect(removeIdentity(ctx, { memberId, kind: "card", value: "K123456" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await memberById(ctx, memberId)).toMatchObject({ externalId: null, phone: null });
    await joinMember(ctx, { phone: "09011112222" });
  });

  it("reissues a lost card: the old number stops, or keeps scanning, as was chosen", async () => {
    const shop = await newTestShop();
    const { memberId, memberNo: first } = await joinMember(shop.ctx, {});
    const { memberNo: second } = await reissueCard(shop.ctx, { memberId, oldCard: "keeps_scanning" });
    expect((await findByCard(shop.ctx, first)).memberNo).toBe(second);
    const { memberNo: third } = await reissueCard(shop.ctx, { memberId, oldCard: "stops" });
    expect((await findByCard(shop.ctx, third)).memberId).toBe(memberId);
    await expect(findByCard(shop.ctx, second)).rejects.toMatchObject({
      code: "refused",
      reason: "members.card_stopped",
    });
    await expect(addIdentity(shop.ctx, { memberId, kind: "card", value: second })).rejects.toMatchObject({
      reason: "members.card_stopped",
    });
    for (const actor of strangers)
      await expect(reissueCard(shop.as(actor), { memberId, oldCard: "stops" })).rejects.toMatchObject({
        code: "forbidden",
      });
    await expect(reissueCard((await newTestShop()).ctx, { memberId, oldCard: "stops" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("leaves a proven address to owners", async () => {
    const shop = await newTestShop();
    const memberId = await newTestMember(shop.ctx, { emailNormalised: "own@example.jp" });
    const call = { memberId, kind: "email", value: "own@example.jp" } as const;
    await expect(removeIdentity(shop.as(staffActor({ role: "marketer" })), call)).rejects.toMatchObject({
      reason: "members.email_proven",
    });
    await removeIdentity(shop.ctx, call);
    expect(await memberById(shop.ctx, memberId)).toMatchObject({ email: null });
  });
});

describe("exportPerson", () => {
  it("gives everything that is held, to the desk and to the person, and says so in the audit", async () => {
    const shop = await newTestShop();
    const { memberId } = await joinMember(shop.ctx, { familyName: "田中", externalId: "C-1", mailConsent: true });
    await addNote(shop.ctx, { memberId, text: "メモ" });
    const sources = [...memberSources, { name: "others", collect: async () => [1] }];
    const { document } = await exportPerson(shop.as({ kind: "member", id: memberId }), { memberId }, sources);
    expect(document).toMatchObject({
      profile: { familyName: "田中" },
      consents: [{ isGranted: true }],
      others: [1],
    });
    for (const actor of [...strangers, staffActor({ role: "store_staff" })])
      await expect(exportPerson(shop.as(actor), { memberId }, sources)).rejects.toMatchObject({ code: "forbidden" });
    await expect(exportPerson((await newTestShop()).ctx, { memberId }, sources)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("saved lists", () => {
  it("are one's own, or everybody's when the desk says so", async () => {
    const shop = await newTestShop();
    const clerk = shop.as(staffActor({ role: "store_staff" }));
    await expect(saveView(clerk, { name: "退会", query: "", isShared: true })).rejects.toMatchObject({
      code: "forbidden",
    });
    const own = await saveView(clerk, { name: "わたしの", query: "q=%E3%82%BF&sort=kana" });
    const shared = await saveView(shop.ctx, { name: "退会", query: "filter=withdrawn", isShared: true });
    expect((await memberViewsFor(clerk)).map((view) => view.viewId).sort()).toEqual([own.viewId, shared.viewId].sort());
    expect((await memberViewsFor(shop.ctx)).map((view) => view.viewId)).toEqual([shared.viewId]);
    await expect(deleteView(shop.ctx, own)).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteView(clerk, shared)).rejects.toMatchObject({ code: "not_found" });
    await deleteView(clerk, own);
    await expect(saveView(clerk, { name: "x", query: "javascript:alert(1)" })).rejects.toMatchObject({
      code: "invalid",
    });
    expect(await memberViewsFor((await newTestShop()).ctx)).toEqual([]);
  });
});
