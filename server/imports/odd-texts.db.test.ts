import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import iconv from "iconv-lite";
import { afterAll, describe, expect, it } from "vitest";
import { sourceOnDisk } from "@/server/kernel/csv-read";
import { type Ctx, read, systemCtx } from "@/server/kernel/ctx";
import { newTestShop } from "@/server/kernel/testing";
import { withdrawMember } from "@/server/members/service/withdraw-member";
import type { RowFault } from "./input";
import { usualMapping } from "./rules/fields";
import { importRows } from "./service/take-rows";

const folder = mkdtempSync(path.join(tmpdir(), "goen-odd-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

async function take(ctx: Ctx, content: string | Buffer, encoding: "auto" | "utf-8" | "shift_jis" = "auto") {
  const filePath = path.join(folder, `${(files += 1)}.csv`);
  writeFileSync(filePath, content);
  const faults: RowFault[] = [];
  const counts = await importRows(
    ctx,
    "members",
    { source: sourceOnDisk(filePath), mapping: usualMapping("members"), encoding, isDryRun: false },
    { onGroup: async (_t, _now, found) => void faults.push(...found) },
  );
  return { counts, faults: faults.map((fault) => [fault.rowNo, fault.column, fault.reason]) };
}

async function openShop() {
  const { ctx } = await newTestShop();
  return systemCtx(ctx.tenant, "import", ctx.db, ctx.now);
}

const namesIn = async (ctx: Ctx) => {
  const { rows } = await read(ctx, (db) =>
    db.execute<{ external_id: string; family_name: string | null; family_kana: string | null }>(
      sql`select external_id, family_name, family_kana from members where tenant_id = ${ctx.tenant} order by 1`,
    ),
  );
  return rows.map((row) => [row.external_id, row.family_name, row.family_kana]);
};

const head = "会員コード,姓,セイ";
const lines = (...rows: string[]) => [head, ...rows].join("\n");
const sixty = "𠮷".repeat(59) + "👨‍👩‍👧";

describe("a list of members", () => {
  it("keeps names of sixty characters as people count them, emoji and rare letters, and widens half-width kana", async () => {
    const ctx = await openShop();
    const file = lines(`A,${sixty},ﾖｼﾀﾞ`, "B,髙橋🍎,ﾀｶﾊｼ", "C,ｻﾄｳ,さとう", `D,${sixty}x,`);
    expect(await take(ctx, file)).toMatchObject({
      counts: { created: 3, refused: 1 },
      faults: [[5, "姓", "row_field"]],
    });
    expect(await namesIn(ctx)).toEqual([
      ["A", sixty, "ヨシダ"],
      ["B", "髙橋🍎", "タカハシ"],
      ["C", "サトウ", "サトウ"],
    ]);
    expect((await take(ctx, file)).counts).toMatchObject({ created: 0, updated: 0, unchanged: 3, refused: 1 });
  });

  it("is read as Excel wrote it (Shift_JIS), with a byte order mark, and with lines of any kind", async () => {
    const ctx = await openShop();
    await take(ctx, iconv.encode(lines("A,髙﨑,ﾀｶｻｷ", "B,①号,ｲﾁ"), "cp932"));
    await take(
      ctx,
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(lines("C,田中,タナカ").replaceAll("\n", "\r\n"))]),
    );
    expect(await namesIn(ctx)).toEqual([
      ["A", "髙﨑", "タカサキ"],
      ["B", "①号", "イチ"],
      ["C", "田中", "タナカ"],
    ]);
  });

  it("sets lines with NUL, control characters or bytes of another encoding aside, and takes the others in", async () => {
    const ctx = await openShop();
    const bytes = Buffer.concat([
      Buffer.from(lines("A,田\u0000中,", "B,田\u0007中,", "C,鈴木\u202e,", "D,")),
      // Half of a surrogate pair as some programs write it: no UTF-8.
      Buffer.from([0xed, 0xa0, 0xbd]),
      Buffer.from(",\nE,佐藤,\n"),
    ]);
    expect(await take(ctx, bytes, "utf-8")).toMatchObject({
      counts: { created: 1, refused: 4 },
      faults: [
        [2, "", "unreadable_characters"],
        [3, "姓", "row_field"],
        [4, "姓", "row_field"],
        [5, "", "unreadable_characters"],
      ],
    });
    expect(await namesIn(ctx)).toEqual([["E", "佐藤", null]]);
  });

  it("of another encoding is refused as a whole: none of its columns is found", async () => {
    const ctx = await openShop();
    for (const content of [
      iconv.encode(lines("A,田中,タナカ"), "euc-jp"),
      iconv.encode(lines("A,田中,タナカ"), "utf-16le"),
    ])
      await expect(take(ctx, content)).rejects.toMatchObject({ code: "invalid" });
    await expect(take(ctx, lines("A,田中,タナカ"), "shift_jis")).rejects.toMatchObject({ code: "invalid" });
    expect(await namesIn(ctx)).toEqual([]);
  });

  it("brings nobody back who has withdrawn: the line is refused, the erased stays erased", async () => {
    const ctx = await openShop();
    const file = `${head},メールアドレス,メール受信\nA,田中,タナカ,tanaka@example.jp,1\nB,鈴木,スズキ,suzuki@example.jp,1`;
    await take(ctx, file);
    const { rows } = await read(ctx, (db) =>
      db.execute<{ member_id: string }>(sql`select member_id from members where external_id = 'A'`),
    );
    const memberId = rows[0]?.member_id ?? "";
    await withdrawMember(ctx, { memberId });
    const again = await take(ctx, file);
    expect(again).toMatchObject({
      counts: { created: 0, updated: 0, unchanged: 1, refused: 1 },
      faults: [[2, "会員コード", "withdrawn"]],
    });
    expect(await namesIn(ctx)).toEqual([
      ["A", null, null],
      ["B", "鈴木", "スズキ"],
    ]);
    const { rows: left } = await read(ctx, (db) =>
      db.execute(sql`select (select count(*) from member_keys where member_id = ${memberId} and kind = 'email') as keys,
        (select count(*) from member_words where member_id = ${memberId}) as words,
        (select mail_opt_in from members where member_id = ${memberId}) as consents`),
    );
    expect(left).toEqual([{ keys: 0, words: 0, consents: false }]);
  });
});
