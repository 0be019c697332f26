import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { householdOf } from "@/server/identity/queries/household";
import { pairsList, pairsOverview } from "@/server/identity/queries/pairs";
import { compareMember, findDuplicates } from "@/server/identity/service/find-duplicates";
import { addToHousehold, leaveHousehold } from "@/server/identity/service/households";
import { mergeMembers } from "@/server/identity/service/merge-members";
import { reconsiderPair, rejectPair } from "@/server/identity/service/pairs";
import { undoMerge } from "@/server/identity/service/undo-merge";
import { inTransaction, read } from "@/server/kernel/ctx";
import { newTestMember, newTestShop, testNow } from "@/server/kernel/testing";
import "./registry";

const tomorrow = new Date(testNow.getTime() + 86_400_000);
const home = { postalCode: "1000001", prefecture: "東京都", city: "千代田区", addressLine: "千代田1丁目1番1号" };
const sato = {
  familyName: "佐藤",
  givenName: "健",
  kanaNormalised: "サトウケン",
  nameNormalised: "佐藤健",
  birthday: "1980-04-05",
  phoneNormalised: "+819012345678",
};

async function shopWithPair() {
  const shop = await newTestShop();
  const one = await newTestMember(shop.ctx, { ...sato, ...home });
  const other = await newTestMember(shop.ctx, { ...sato, ...home, addressLine: "千代田１−１−１" });
  await newTestMember(shop.ctx);
  await findDuplicates(shop.batch());
  const open = async () => (await pairsList(shop.ctx, {})).rows;
  return { ...shop, one, other, open };
}

describe("the search for duplicates", () => {
  it("finds a person entered twice, says why, and leaves families and strangers alone", async () => {
    const { ctx, one, other, open, batch } = await shopWithPair();
    const wife = { familyName: "佐藤", givenName: "恵", kanaNormalised: "サトウメグミ", nameNormalised: "佐藤恵" };
    await newTestMember(ctx, { ...wife, ...home, phoneNormalised: sato.phoneNormalised, updatedAt: tomorrow });
    await findDuplicates(batch(new Date(tomorrow.getTime() + 1)));
    const rows = await open();
    expect(rows).toHaveLength(1);
    expect(new Set([rows[0]?.first.memberId, rows[0]?.second.memberId])).toEqual(new Set([one, other]));
    expect(rows[0]).toMatchObject({ certainty: "sure" });
    expect(rows[0]?.reasons.map(({ trait }) => trait)).toEqual(["phone", "name", "birthday", "address"]);
    expect(await pairsOverview(ctx)).toMatchObject({ sure: 1, likely: 0, possible: 0, isRunning: false });
    expect((await pairsList(ctx, { certainty: "likely" })).rows).toEqual([]);
  });

  it("looks only at who has changed since, and drops what agrees no longer", async () => {
    const { ctx, one, other, open, batch } = await shopWithPair();
    await inTransaction(ctx, (t) =>
      t.tx.execute(sql`update members set birthday = '1999-01-01', phone_normalised = null, updated_at = ${tomorrow.toISOString()}::timestamptz
        where tenant_id = ${t.tenant} and member_id = ${other}`),
    );
    await findDuplicates(batch());
    expect(await open()).toHaveLength(1);
    await findDuplicates(batch(new Date(tomorrow.getTime() + 1)));
    expect(await open()).toEqual([]);
    const { rows } = await read(ctx, (tx) =>
      tx.execute(sql`select checked from duplicate_runs where tenant_id = ${ctx.tenant}`),
    );
    expect(rows).toEqual([{ checked: 1 }]);
    expect(one).not.toBe(other);
  });

  it("never shows a rejected pair again, unless it is asked for", async () => {
    const { ctx, one, other, open } = await shopWithPair();
    const pair = { firstMemberId: one, secondMemberId: other };
    await rejectPair(ctx, pair);
    await compareMember(ctx, one);
    await compareMember(ctx, other);
    expect(await open()).toEqual([]);
    expect((await pairsList(ctx, { state: "rejected" })).rows).toHaveLength(1);
    await reconsiderPair(ctx, pair);
    expect(await open()).toHaveLength(1);
  });

  it("passes over what a crowd has in common", async () => {
    const { ctx, batch, open } = await shopWithPair();
    for (let at = 0; at < 14; at += 1)
      await newTestMember(ctx, {
        kanaNormalised: "テスト",
        nameNormalised: "試験",
        familyName: "試験",
        birthday: "1900-01-01",
        updatedAt: tomorrow,
      });
    await findDuplicates(batch(new Date(tomorrow.getTime() + 1)));
    expect(await open()).toHaveLength(1);
  });

  it("settles a pair when it is merged, and calls it two people when that is undone", async () => {
    const { ctx, one, other, open } = await shopWithPair();
    const call = { fromMemberId: other, toMemberId: one, fromVersion: 1, toVersion: 1 };
    const { mergeId } = await mergeMembers(ctx, call);
    expect((await pairsList(ctx, { state: "merged" })).rows).toHaveLength(1);
    await undoMerge(ctx, { mergeId });
    await compareMember(ctx, other);
    expect(await open()).toEqual([]);
    expect((await pairsList(ctx, { state: "rejected" })).rows).toHaveLength(1);
  });
});

describe("a household", () => {
  it("is proposed by address, put together by hand, and ends with the last but one", async () => {
    const { ctx, one, other } = await shopWithPair();
    expect((await householdOf(ctx, { memberId: one })).atSameAddress.map((mate) => mate.memberId)).toEqual([other]);
    await addToHousehold(ctx, { memberId: one, otherMemberId: other });
    await addToHousehold(ctx, { memberId: other, otherMemberId: one });
    expect(await householdOf(ctx, { memberId: other })).toMatchObject({
      mates: [{ memberId: one }],
      atSameAddress: [],
      pointFamily: null,
    });
    await leaveHousehold(ctx, { memberId: other });
    expect((await householdOf(ctx, { memberId: one })).mates).toEqual([]);
  });
});
