import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { categoryTree, searchProducts } from "@/server/catalog/queries";
import { sourceOnDisk } from "@/server/kernel/csv-read";
import { type Ctx, read, systemCtx } from "@/server/kernel/ctx";
import { newTestShop } from "@/server/kernel/testing";
import type { RowFault } from "./input";
import { usualMapping } from "./rules/fields";
import { importRows, type RowKind } from "./service/take-rows";

const folder = mkdtempSync(path.join(tmpdir(), "goen-rows-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

async function take(ctx: Ctx, kind: RowKind, content: string, isDryRun = false) {
  const filePath = path.join(folder, `${(files += 1)}.csv`);
  writeFileSync(filePath, content);
  const faults: RowFault[] = [];
  const counts = await importRows(
    ctx,
    kind,
    { source: sourceOnDisk(filePath), mapping: usualMapping(kind), encoding: "auto", isDryRun },
    { onGroup: async (_t, _now, found) => void faults.push(...found) },
  );
  return { counts, faults: faults.map((f) => [f.rowNo, f.column, f.reason, f.value]) };
}

async function openShop(): Promise<Ctx> {
  const { ctx } = await newTestShop();
  return systemCtx(ctx.tenant, "import", ctx.db, ctx.now);
}

describe("stores", () => {
  it("come in once", async () => {
    const ctx = await openShop();
    const file = "店舗コード,店舗名,店舗区分\nS1,吉祥寺店,店舗\nEC,通販,オンライン\n";
    expect((await take(ctx, "stores", file)).counts).toEqual({
      created: 2,
      updated: 0,
      unchanged: 0,
      refused: 0,
      warned: 0,
    });
    expect((await take(ctx, "stores", file)).counts).toEqual({
      created: 0,
      updated: 0,
      unchanged: 2,
      refused: 0,
      warned: 0,
    });
    const { rows } = await read(ctx, (db) => db.execute(sql`select external_id, kind from stores order by 1`));
    expect(rows).toEqual([
      { external_id: "EC", kind: "online" },
      { external_id: "S1", kind: "shop" },
    ]);
  });
});

describe("products", () => {
  const file = [
    "商品コード,商品名,カテゴリ,税込価格,保証月数,JANコード,販売終了",
    'R1,冷蔵庫 400L,家電>キッチン,"98,000",12,4901234567894,',
    "K1,電気ケトル,家電>キッチン,¥4980,,,",
    "O1,古い扇風機,家電,,,,はい",
    "B1,壊れた価格,家電,abc,,,",
    "B2,壊れた保証,家電,1,1000,,",
    "B3,列が足りない",
  ].join("\n");

  it("come in with their categories; wrong rows are named; a second run changes nothing", async () => {
    const ctx = await openShop();
    const first = await take(ctx, "products", file);
    expect(first.counts).toEqual({ created: 3, updated: 0, unchanged: 0, refused: 3, warned: 0 });
    expect(first.faults).toEqual([
      [5, "税込価格", "price", "abc"],
      [6, "保証月数", "whole_number", "1000"],
      [7, "", "columns", "B3 | 列が足りない"],
    ]);
    expect((await categoryTree(ctx)).map((c) => [c.externalId, c.name])).toEqual([
      ["家電", "家電"],
      ["家電>キッチン", "キッチン"],
    ]);
    expect(
      (await searchProducts(ctx, {})).rows.map((p) => [p.externalId, p.priceYen, p.warrantyMonths, p.categoryName]),
    ).toEqual([
      ["R1", 98_000, 12, "キッチン"],
      ["K1", 4_980, null, "キッチン"],
    ]);
    expect((await take(ctx, "products", file)).counts).toEqual({
      created: 0,
      updated: 0,
      unchanged: 3,
      refused: 3,
      warned: 0,
    });
  });

  it("are only looked at in a dry run", async () => {
    const ctx = await openShop();
    expect(await take(ctx, "products", file, true)).toMatchObject({ counts: { created: 3, refused: 3 } });
    expect((await searchProducts(ctx, {})).rows).toEqual([]);
  });
});

describe("members", () => {
  const file = (name: string) =>
    [
      "会員コード,姓,名,セイ,メイ,メールアドレス,生年月日,性別,メール受信,入会日",
      `C1,${name},花子,ﾀﾅｶ,はなこ,Hanako@Example.jp,1990/2/28,女,1,2020年4月1日`,
      "C2,鈴木,一郎,,,,19851231,男性,,",
      "C3,佐藤,良子,,,not-a-mail,,,,",
      "C4,高橋,次郎,,,,1990/2/30,,,",
      "C1,二重,行,,,,,,,",
    ].join("\n");

  it("come in with three forms of dates and kana of any kind; wrong rows are named; a change is a change", async () => {
    const ctx = await openShop();
    const first = await take(ctx, "members", file("田中"));
    expect(first.counts).toEqual({ created: 2, updated: 0, unchanged: 0, refused: 3, warned: 0 });
    expect(first.faults).toEqual([
      [4, "メールアドレス", "email_form", "not-a-mail"],
      [5, "生年月日", "day", "1990/2/30"],
      [6, "会員コード", "repeated", "C1"],
    ]);
    const { rows } = await read(ctx, (db) =>
      db.execute(
        sql`select external_id, family_kana, email_normalised, birthday::text, gender, mail_opt_in from members order by 1`,
      ),
    );
    expect(rows).toEqual([
      {
        external_id: "C1",
        family_kana: "タナカ",
        email_normalised: "hanako@example.jp",
        birthday: "1990-02-28",
        gender: "female",
        mail_opt_in: true,
      },
      {
        external_id: "C2",
        family_kana: null,
        email_normalised: null,
        birthday: "1985-12-31",
        gender: "male",
        mail_opt_in: false,
      },
    ]);
    expect((await take(ctx, "members", file("田中"))).counts).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect((await take(ctx, "members", file("山田"))).counts).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
  });
});
