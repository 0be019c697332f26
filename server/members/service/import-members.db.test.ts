import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { read } from "@/server/kernel/ctx";
import { newTestShop } from "@/server/kernel/testing";
import { consentsOf, findByCard, memberById } from "../queries/find-member";
import { importMembers } from "./import-members";
import { joinMember } from "./join-member";

const tanaka = {
  externalId: "12346",
  familyName: "田中",
  familyKana: "ﾀﾅｶ",
  email: "tanaka@example.jp",
  phone: "090-1111-1111",
  mailConsent: true,
};

describe("importMembers", () => {
  it("takes in new members, updates known ones, and the same file again changes nothing", async () => {
    const { ctx } = await newTestShop();
    const lines = [
      tanaka,
      { externalId: "12347" },
      { externalId: "12348", joinedAt: new Date("2020-04-01T00:00:00Z") },
    ];
    const first = await importMembers(ctx, lines);
    expect(first.map((r) => r.outcome)).toEqual(["created", "created", "created"]);
    const again = await importMembers(ctx, lines);
    expect(again.map((r) => r.outcome)).toEqual(["unchanged", "unchanged", "unchanged"]);
    expect(again.map((r) => r.memberId)).toEqual(first.map((r) => r.memberId));
    const changed = await importMembers(ctx, [
      { ...tanaka, email: "new@example.jp", mailConsent: false },
      { externalId: "12347", city: "横浜市" },
    ]);
    expect(changed.map((r) => r.outcome)).toEqual(["updated", "updated"]);
    const member = await memberById(ctx, first[0]?.memberId ?? "");
    expect(member).toMatchObject({ familyKana: "タナカ", email: "new@example.jp", mailOptIn: false, version: 2 });
    expect((await consentsOf(ctx, member.memberId)).map((c) => c.isGranted)).toHaveLength(2);
    await expect(findByCard(ctx, member.memberNo)).resolves.toMatchObject({ memberId: member.memberId });
    // The address that was given up is free again.
    await joinMember(ctx, { email: tanaka.email });
  });

  it("sets a bad line aside by itself, and leaves out what is another member's", async () => {
    const { ctx } = await newTestShop();
    const results = await importMembers(ctx, [
      tanaka,
      { externalId: "2", familyName: "別", email: tanaka.email, phone: tanaka.phone },
      { externalId: "3", email: "not an address" },
      { externalId: "4", birthday: "2031-01-01" },
      { externalId: "12346", familyName: "又" },
      { externalId: "5", memberNo: "OLD-CARD" },
      { externalId: "6", memberNo: "OLD0001" },
      { externalId: "7", memberNo: "OLD0001" },
    ]);
    expect(results.map((r) => [r.outcome, r.reason, r.field, r.warnings])).toEqual([
      ["created", null, null, []],
      ["created", null, null, ["members.email_taken", "members.phone_taken"]],
      ["refused", "kernel.invalid_input", "email", []],
      ["refused", "members.birthday", "birthday", []],
      ["refused", "members.line_repeated", "externalId", []],
      ["refused", "kernel.invalid_input", "memberNo", []],
      ["created", null, null, []],
      ["refused", "members.card_taken", null, []],
    ]);
    expect(await memberById(ctx, results[1]?.memberId ?? "")).toMatchObject({
      familyName: "別",
      email: null,
      phone: null,
    });
    await expect(findByCard(ctx, "old0001")).resolves.toMatchObject({ memberId: results[6]?.memberId });
  });

  it("keeps every key with a member and every column with a key", async () => {
    const { ctx } = await newTestShop();
    const lines = Array.from({ length: 3_000 }, (_, n) => ({
      externalId: String(n),
      email: `p${n % 2_900}@example.jp`,
    }));
    await importMembers(ctx, lines);
    const strays = await read(ctx, (tx) =>
      tx.execute(sql`select
        (select count(*) from members) as members,
        (select count(*) from members m where not exists (select from member_keys k where k.tenant_id = m.tenant_id and k.member_id = m.member_id and k.kind = 'card' and k.value = m.member_no)) as no_card,
        (select count(*) from members m where m.email_normalised is not null and not exists (select from member_keys k where k.tenant_id = m.tenant_id and k.kind = 'email' and k.value = m.email_normalised and k.member_id = m.member_id)) as no_email,
        (select count(*) from member_keys k where not exists (select from members m where m.tenant_id = k.tenant_id and m.member_id = k.member_id)) as nobody`),
    );
    expect(strays.rows[0]).toEqual({ members: 3000, no_card: 0, no_email: 0, nobody: 0 });
  });

  it("does not meet another shop's ids", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const [mine] = await importMembers(shop.ctx, [tanaka]);
    const [theirs] = await importMembers(other.ctx, [tanaka]);
    expect(theirs).toMatchObject({ outcome: "created", warnings: [] });
    expect(theirs?.memberId).not.toBe(mine?.memberId);
  });
});
