import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { read } from "@/server/kernel/ctx";
import { newTestShop, staffActor, type TestShop } from "@/server/kernel/testing";
import { joinMember } from "../service/join-member";
import { updateProfile } from "../service/update-profile";
import { withdrawMember } from "../service/withdraw-member";
import { countMembers, searchMembers } from "./search-members";

async function names(shop: TestShop, input: Parameters<typeof searchMembers>[1]) {
  return (await searchMembers(shop.ctx, input)).members.map((m) => m.familyName);
}

describe("searchMembers", () => {
  let shop: TestShop;
  let cardNo = "";
  beforeAll(async () => {
    shop = await newTestShop();
    const people = [
      {
        familyName: "田中",
        familyKana: "タナカ",
        email: "tanaka@example.jp",
        phone: "090-1111-1111",
        mailConsent: true,
      },
      { familyName: "棚橋", familyKana: "タナハシ", email: "t_a%na@example.jp" },
      { familyName: "𠮷田", familyKana: "ヨシダ", phone: "03-1234-5678" },
      { familyName: "%_\\", familyKana: "パーセント" },
    ];
    for (const person of people) cardNo = (await joinMember(shop.ctx, person)).memberNo;
  });

  it("finds by the beginning of the reading in any kana or romaji, of the name, address, phone, and by card", async () => {
    for (const q of ["たな", "ﾀﾅ", "タナ", "tana"]) expect(await names(shop, { q })).toEqual(["田中", "棚橋"]);
    expect(await names(shop, { q: "𠮷" })).toEqual(["𠮷田"]);
    expect(await names(shop, { q: "TANAKA@exam" })).toEqual(["田中"]);
    for (const q of ["090-1111-1111", "0901111", "+8190"]) expect(await names(shop, { q })).toEqual(["田中"]);
    expect(await names(shop, { q: "03-1234-5678" })).toEqual(["𠮷田"]);
    expect(await names(shop, { q: cardNo })).toEqual(["%_\\"]);
  });

  it("finds by the given name alone, by what follows a blank, and by either part of a name in one piece", async () => {
    const other = await newTestShop();
    const join = (person: Parameters<typeof joinMember>[1]) => joinMember(other.ctx, person);
    const split = await join({ familyName: "田村", givenName: "太郎", familyKana: "タムラ", givenKana: "タロウ" });
    await join({ familyName: "佐々木太郎", familyKana: "ササキタロウ" });
    await join({ familyName: "森 太郎", familyKana: "モリ タロウ" });
    await join({ familyName: "Yamada", givenName: "Taro" });
    await join({ familyName: "林", givenName: "さくら" });
    await join({ familyName: "太田", givenName: "花", familyKana: "オオタ", givenKana: "ハナ" });
    const sorted = (list: (string | null)[]) => list.toSorted((a, b) => String(a).localeCompare(String(b)));
    const found = async (q: string) => sorted(await names(other, { q }));
    expect(await found("太郎")).toEqual(sorted(["田村", "佐々木太郎", "森 太郎"]));
    for (const q of ["タロウ", "たろう", "ﾀﾛｳ", "tarou"])
      expect(await found(q), q).toEqual(sorted(["田村", "佐々木太郎", "森 太郎"]));
    expect(await found("taro")).toEqual(sorted(["田村", "佐々木太郎", "森 太郎", "Yamada"]));
    expect(await found("さくら")).toEqual(["林"]);
    expect(await found("太")).toEqual(sorted(["田村", "佐々木太郎", "森 太郎", "太田"]));
    // Whole reading and given name both begin so: shown once, also over pages and when counted.
    expect(await names(other, { q: "タ" })).toEqual(["田村", "佐々木太郎", "森 太郎"]);
    expect(await countMembers(other.ctx, { q: "タ" })).toEqual({ count: 3, isMore: false });
    for (const q of ["タ", "太", "taro"]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await searchMembers(other.ctx, { q, limit: 1, cursor });
        seen.push(...page.members.map((m) => m.memberId));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(new Set(seen).size, q).toBe(seen.length);
      expect(seen).toHaveLength((await found(q)).length);
    }
    await updateProfile(other.ctx, {
      memberId: split.memberId,
      version: 1,
      changes: { givenName: "次郎", givenKana: "ジロウ" },
    });
    expect(await found("jirou")).toEqual(["田村"]);
    await withdrawMember(other.ctx, { memberId: split.memberId });
    const { rows } = await read(other.ctx, (tx) =>
      tx.execute(sql`select 1 from member_words where member_id = ${split.memberId}`),
    );
    expect(rows).toEqual([]);
  });

  it("takes wildcards, quotes and odd characters for what they are", async () => {
    expect(await names(shop, { q: "%" })).toEqual(["%_\\"]);
    expect(await names(shop, { q: "%_\\" })).toEqual(["%_\\"]);
    for (const q of ["_", "\\", "'; drop table members --", "t%@", "\u{10FFFF}"])
      expect(await names(shop, { q })).toEqual([]);
    await expect(searchMembers(shop.ctx, { q: "a\0" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("filters, and turns pages without losing or repeating anybody", async () => {
    expect(await names(shop, { mailOptIn: true })).toEqual(["田中"]);
    expect(await names(shop, { joinedTo: "2026-11-21" })).toEqual([]);
    expect(await names(shop, { joinedFrom: "2026-11-22", joinedTo: "2026-11-22" })).toHaveLength(4);
    for (const q of ["", "タナ"]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await searchMembers(shop.ctx, { q, limit: 1, cursor });
        seen.push(...page.members.map((m) => m.memberId));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen).toHaveLength(q ? 2 : 4);
      expect(new Set(seen).size).toBe(seen.length);
    }
    await expect(searchMembers(shop.ctx, { cursor: "rubbish" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("is not for analysts, and knows no other shop's members", async () => {
    await expect(searchMembers(shop.as(staffActor({ role: "analyst" })), {})).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await names(await newTestShop(), { q: "タナ" })).toEqual([]);
  });
});

describe("search among fifty thousand", () => {
  it("reads along an index behind the tenant wall", async () => {
    const big = await newTestShop();
    await big.batch().db.transaction(null, "write", async (tx) => {
      await tx.execute(sql`insert into members (tenant_id, member_id, member_no, family_kana, given_kana, kana_normalised, name_normalised, email_normalised, phone_normalised, joined_at, updated_at)
        select ${big.ctx.tenant}::uuid, gen_random_uuid(), n::text, k, case when n % 3 = 0 then right(k, 3) end, k, '田' || n, 'u' || n || '@example.jp', '+8190' || lpad(n::text, 8, '0'), ${big.ctx.now}, ${big.ctx.now}
        from (select n, translate(lpad(n::text, 6, '0'), '0123456789', 'アカサタナハマヤラワ') as k from generate_series(1, 50000) n) rows`);
    });
    const { poolOf } = await import("@/server/kernel/database");
    await poolOf("owner").query("analyze members, member_words");
    for (const [q, index] of [
      ["アアアアカ", "members_by_kana"],
      ["田1234", "members_by_name"],
      ["タナハ", "member_words_by_word"],
      ["u4242@", "members_by_email"],
      ["090-0004-2424", "members_by_phone"],
      ["", "members_by_joined"],
    ] as const) {
      const plan = await explained(big, q);
      expect(plan, q).toContain(index);
      expect(plan, q).not.toContain("Seq Scan on members");
    }
  });
});

/** The plan of the statement that a search sends, as the serving role sees it. */
async function explained(shop: TestShop, q: string): Promise<string> {
  let plan = "";
  const watching = {
    ...shop.ctx.db,
    transaction: (tenant: never, mode: "read" | "write", work: (tx: never) => Promise<unknown>) =>
      shop.ctx.db.transaction(tenant, mode, async (tx) => {
        const client = (
          tx as unknown as { $client: { query: (...args: unknown[]) => Promise<{ rows: Record<string, string>[] }> } }
        ).$client;
        const query = client.query.bind(client);
        client.query = async (config: unknown, values: unknown) => {
          const text = typeof config === "string" ? config : (config as { text: string }).text;
          if (text.startsWith("select") && text.includes("order by")) {
            const { rows } = await query({ text: `explain ${text}`, values });
            plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
          }
          return query(config, values);
        };
        try {
          return await work(tx as never);
        } finally {
          client.query = query;
        }
      }),
  };
  await searchMembers({ ...shop.ctx, db: watching as never }, { q });
  return plan;
}
