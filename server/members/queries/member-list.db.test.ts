import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/ids";
import { insertStore } from "@/db/testing/factories";
import { newTestMember, newTestShop, type TestShop, testNow } from "@/server/kernel/testing";
import { joinMember } from "../service/join-member";
import { createTag, tagMember } from "../service/tags";
import { withdrawMember } from "../service/withdraw-member";
import { countMembers, searchMembers } from "./search-members";

type Input = Parameters<typeof searchMembers>[1];
const day = 86_400_000;

/** All pages forwards, then all pages backwards from the last one. */
async function bothWays(shop: TestShop, input: Input) {
  const forth: string[][] = [];
  let page = await searchMembers(shop.ctx, { ...input, limit: 3 });
  forth.push(page.members.map((m) => m.memberId));
  while (page.nextCursor) {
    page = await searchMembers(shop.ctx, { ...input, limit: 3, cursor: page.nextCursor });
    forth.push(page.members.map((m) => m.memberId));
  }
  const back = [forth.at(-1) ?? []];
  while (page.prevCursor) {
    page = await searchMembers(shop.ctx, { ...input, limit: 3, cursor: page.prevCursor, direction: "prev" });
    back.push(page.members.map((m) => m.memberId));
  }
  return { forth: forth.flat(), back: back.reverse().flat() };
}

describe("the list of members", () => {
  let shop: TestShop;
  const ids: string[] = [];
  let storeId = "";
  let tagId = "";
  beforeAll(async () => {
    shop = await newTestShop();
    storeId = newId();
    await shop.ctx.db.transaction(shop.ctx.tenant, "write", (tx) =>
      insertStore(tx, { tenantId: shop.ctx.tenant, id: storeId }),
    );
    tagId = (await createTag(shop.ctx, { name: "VIP" })).tagId;
    for (let n = 0; n < 10; n += 1) {
      const memberId = await newTestMember(shop.ctx, {
        // Three pairs joined at one instant, and three share a reading: ties must not lose anybody.
        joinedAt: new Date(testNow.getTime() - Math.floor(n / 2) * day),
        kanaNormalised: n < 3 ? "アイダ" : `カ${n}`,
        lastLoginAt: n % 2 ? new Date(testNow.getTime() - n * day) : null,
        joinedStoreId: n < 4 ? storeId : null,
        emailNormalised: n === 9 ? null : `n${n}@example.jp`,
        mailOptIn: n < 5,
      });
      if (n > 5) await tagMember(shop.ctx, { memberId, tagId });
      ids.push(memberId);
    }
  });

  it.each([
    ["joined", {}, 10],
    ["joined_asc", { sort: "joined_asc" }, 10],
    ["kana", { sort: "kana" }, 10],
    ["kana_desc", { sort: "kana_desc" }, 10],
    ["login", { sort: "login" }, 5],
    ["a word", { q: "アイ" }, 3],
  ] as const)("by %s goes forth and back through the same people", async (_name, input, count) => {
    const { forth, back } = await bothWays(shop, input);
    expect(new Set(forth).size).toBe(count);
    expect(forth).toHaveLength(count);
    expect(back).toEqual(forth);
  });

  it("is in the order that was asked for", async () => {
    const { forth: newest } = await bothWays(shop, {});
    const { forth: oldest } = await bothWays(shop, { sort: "joined_asc" });
    expect(oldest).toEqual(newest.toReversed());
    expect((await searchMembers(shop.ctx, { sort: "login", limit: 1 })).members[0]?.memberId).toBe(ids[1]);
  });

  it("is narrowed by store, tag, consent, address and withdrawal, and counted", async () => {
    const count = async (input: Input) => (await bothWays(shop, input)).forth.length;
    expect(await count({ storeId })).toBe(4);
    expect(await count({ tagId })).toBe(4);
    expect(await count({ tagId, sort: "kana" })).toBe(4);
    expect(await count({ mailOptIn: true })).toBe(5);
    expect(await count({ hasMail: false })).toBe(1);
    expect(await count({ tagId, hasMail: true, mailOptIn: false })).toBe(3);
    expect(await count({ storeId: newId() })).toBe(0);
    expect(await countMembers(shop.ctx, { tagId })).toEqual({ count: 4, isMore: false });
    const other = await newTestShop();
    expect((await searchMembers(other.ctx, { tagId })).members).toEqual([]);
    expect((await searchMembers(other.ctx, { storeId })).members).toEqual([]);
  });

  it("puts whoever bears the word as a card or external id before all others", async () => {
    const own = await newTestShop();
    const bearer = await joinMember(own.ctx, { familyName: "山田", externalId: "tanaka-01" });
    await joinMember(own.ctx, { familyName: "田中", familyKana: "タナカ" });
    const names = async (q: string) => (await searchMembers(own.ctx, { q })).members.map((m) => m.familyName);
    expect(await names("tanaka-01")).toEqual(["山田"]);
    expect(await names(bearer.memberNo)).toEqual(["山田"]);
    await withdrawMember(own.ctx, { memberId: bearer.memberId });
    expect(await names("tanaka-01")).toEqual([]);
    expect((await searchMembers(own.ctx, { q: "tanaka-01", withdrawn: true })).members).toHaveLength(1);
  });
});
