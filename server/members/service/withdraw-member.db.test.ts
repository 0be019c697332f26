import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestShop, staffActor, testNow } from "@/server/kernel/testing";
import { consentsOf, findByCard, memberById } from "../queries/find-member";
import { searchMembers } from "../queries/search-members";
import { addIdentity } from "./identities";
import { joinMember } from "./join-member";
import { addNote } from "./notes";
import { setConsent } from "./set-consent";
import { createTag, tagMember } from "./tags";
import { updateProfile } from "./update-profile";
import { withdrawMember } from "./withdraw-member";

const hanako = {
  familyName: "田中",
  givenName: "花子",
  familyKana: "タナカ",
  email: "hanako@example.jp",
  phone: "090-1234-5678",
  birthday: "1990-02-28",
  postalCode: "1000001",
  city: "千代田区",
  externalId: "C-1",
  mailConsent: true,
};

describe("withdrawMember", () => {
  it("erases who it was, frees the address and number, keeps what the books need", async () => {
    const { ctx } = await newTestShop();
    const { memberId, memberNo } = await joinMember(ctx, hanako);
    await addNote(ctx, { memberId, text: "メモ" });
    await tagMember(ctx, { memberId, tagId: (await createTag(ctx, { name: "VIP" })).tagId });
    const { withdrawnAt, isRepeat } = await withdrawMember(ctx, { memberId, reason: "引っ越し" });
    expect([withdrawnAt, isRepeat]).toEqual([testNow, false]);
    expect(await withdrawMember(ctx, { memberId })).toEqual({ withdrawnAt: testNow, isRepeat: true });
    expect(await memberById(ctx, memberId)).toMatchObject({
      memberNo,
      familyName: null,
      familyKana: null,
      email: null,
      phone: null,
      birthday: null,
      postalCode: null,
      city: null,
      mailOptIn: false,
      externalId: "C-1",
      joinedAt: testNow,
    });
    // Nothing in any table of the member says the name, the address or the number.
    const left = await read(ctx, (tx) =>
      tx.execute<{
        found: string;
      }>(sql`select row_to_json(m)::text as found from members m where member_id = ${memberId}
        union all select row_to_json(k)::text from member_keys k where member_id = ${memberId}
        union all select row_to_json(n)::text from member_notes n where member_id = ${memberId}
        union all select row_to_json(l)::text from member_links l where member_id = ${memberId}
        union all select row_to_json(a)::text from audit_log a where member_id = ${memberId}`),
    );
    for (const { found } of left.rows) expect(found).not.toMatch(/田中|花子|hanako|1234|千代田|1990-02-28|メモ/);
    expect((await consentsOf(ctx, memberId))[0]).toMatchObject({ isGranted: false, source: "withdrawal" });
    const again = await joinMember(ctx, { ...hanako, externalId: undefined });
    expect(again.memberId).not.toBe(memberId);
    expect((await searchMembers(ctx, { q: "タナカ" })).members.map((m) => m.memberId)).toEqual([again.memberId]);
    expect((await searchMembers(ctx, { withdrawn: true })).members.map((m) => m.memberId)).toEqual([memberId]);
    // The till sees that the card's owner has left; nobody else gets the number.
    expect((await findByCard(ctx, memberNo)).withdrawnAt).toEqual(testNow);
    await expect(addIdentity(ctx, { memberId: again.memberId, kind: "card", value: memberNo })).rejects.toMatchObject({
      reason: "members.card_taken",
    });
  });

  it("lets nothing be changed afterwards", async () => {
    const { ctx } = await newTestShop();
    const { memberId } = await joinMember(ctx, hanako);
    await withdrawMember(ctx, { memberId });
    const { version } = await memberById(ctx, memberId);
    const refused = { code: "refused", reason: "members.withdrawn" };
    await expect(updateProfile(ctx, { memberId, version, changes: { city: "港区" } })).rejects.toMatchObject(refused);
    await expect(addNote(ctx, { memberId, text: "x" })).rejects.toMatchObject(refused);
    await expect(
      setConsent(ctx, { memberId, channel: "mail", isGranted: true, source: "counter", textVersion: "1" }),
    ).rejects.toMatchObject(refused);
  });

  it("is for the member and for the desk, never for the counter, a link, a stranger or another shop", async () => {
    const shop = await newTestShop();
    const { memberId } = await joinMember(shop.ctx, hanako);
    for (const actor of [
      staffActor({ role: "store_staff" }),
      staffActor({ role: "analyst" }),
      { kind: "link", memberId } as const,
      { kind: "visitor" } as const,
      { kind: "member", id: newId() } as const,
    ])
      await expect(withdrawMember(shop.as(actor), { memberId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(withdrawMember((await newTestShop()).ctx, { memberId })).rejects.toMatchObject({ code: "not_found" });
    await withdrawMember(shop.as({ kind: "member", id: memberId }), { memberId });
    const events = await read(shop.ctx, (tx) =>
      tx.execute(sql`select payload from outbox_events where name = 'member.withdrawn'`),
    );
    expect(events.rows).toEqual([{ payload: { memberId } }]);
  });
});
