import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import iconv from "iconv-lite";
import { afterAll, describe, expect, it } from "vitest";
import { insertMember, insertProduct, insertStore } from "@/db/testing/factories";
import { parseMapping } from "@/server/kernel/csv-mapping";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestShop, staffActor } from "@/server/kernel/testing";
import { reconcile } from "../rules/import-report";
import type { SetAsideRow } from "./import-books";
import { importPurchases } from "./import-purchases";
import { recordSale } from "./record-sale";

const folder = mkdtempSync(path.join(tmpdir(), "goen-bad-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const header = "レシート番号,購入日時,区分,会員コード,店舗コード,商品コード,数量,単価";
const fields = ["receipt", "occurredAt", "kind", "member", "store", "product", "quantity", "unitPrice"];
const mapping = parseMapping({
  kind: "purchases",
  columns: Object.fromEntries(header.split(",").map((name, index) => [fields[index], name])),
  values: { kind: { 売上: "sale", 返品: "return" } },
  dateFormats: ["yyyy/M/d H:mm", "yyyy/M/d", "yyyy年M月d日", "yyyyMMdd"],
});

async function openShop() {
  const shop = await newTestShop();
  const memberId = newId();
  await inTransaction(shop.ctx, async (t) => {
    await insertStore(t.tx, { tenantId: t.tenant, id: newId(), externalId: "S1" });
    await insertProduct(t.tx, { tenantId: t.tenant, id: newId(), externalId: "FRIDGE", warrantyMonths: 12 });
    await insertProduct(t.tx, { tenantId: t.tenant, id: newId(), externalId: "CABLE" });
    await insertMember(t.tx, { tenantId: t.tenant, memberId, externalId: "M1" });
    await t.tx.execute(sql`insert into member_keys values (${t.tenant}, 'external', 'M1', ${memberId}, ${t.now})`);
  });
  return { ...shop, memberId, ctx: shop.batch(), app: shop.ctx };
}

async function take(ctx: Ctx, content: string | Buffer, options: { encoding?: "utf-8" | "shift_jis" } = {}) {
  const filePath = path.join(folder, `${(files += 1)}.csv`);
  writeFileSync(filePath, content);
  const setAside: SetAsideRow[] = [];
  const report = await importPurchases(ctx, {
    filePath,
    mapping,
    ...options,
    onSetAside: (rows) => void setAside.push(...rows),
  });
  expect(reconcile(report).isExact).toBe(true);
  return { report, aside: setAside.map((row) => [row.rowNo, row.reason]), rows: setAside };
}
const csv = (...lines: string[]) => `${[header, ...lines].join("\n")}\n`;
const totals = async (ctx: Ctx) => {
  const { rows } = await read(ctx, (db) =>
    db.execute(sql`select (select count(*) from purchases where tenant_id = ${ctx.tenant}) as purchases, (select count(*) from anonymous_sales where tenant_id = ${ctx.tenant}) as anonymous,
      (select count(*) from warranties where tenant_id = ${ctx.tenant} and voided_at is null) as warranties`),
  );
  return rows[0];
};

describe("a good Japanese file", () => {
  const good = csv(
    "R1,2026/10/1 12:30,売上,M1,S1,FRIDGE,2,98000",
    "R1,2026/10/1 12:30,売上,M1,S1,CABLE,1,1980",
    "R2,2026年10月2日,売上,,S1,CABLE,3,1980",
    "R3,20261003,返品,M1,S1,FRIDGE,1,98000",
  );

  it("comes in from UTF-8 and from Shift_JIS alike: sale, return, anonymous sale, warranties", async () => {
    for (const bytes of [Buffer.from(good), iconv.encode(good, "cp932")]) {
      const { ctx } = await openShop();
      const { report, aside } = await take(ctx, bytes);
      expect(aside).toEqual([]);
      expect(report).toMatchObject({
        warranties: 2,
        returns: { tiedLines: 1, untiedLines: 0 },
        stored: { receipts: 3, amount: 2 * 98_000 + 1_980 + 3 * 1_980 - 98_000 },
      });
      expect(await totals(ctx)).toEqual({ purchases: 2, anonymous: 1, warranties: 1 });
    }
  });

  it("leaves a receipt alone that a till has recorded, and says when its total differs", async () => {
    const { ctx, app, memberId } = await openShop();
    await recordSale(app, {
      memberId,
      externalId: "R1",
      lines: [{ productCode: "CABLE", quantity: 1, unitPriceYen: 5 }],
    });
    const { report } = await take(ctx, good);
    expect(report.knownWithOtherTotal).toBe(1);
    expect(report.returns).toMatchObject({ tiedLines: 0, untiedLines: 1 });
    expect(await totals(ctx)).toMatchObject({ purchases: 2, warranties: 0 });
  });

  it("goes into two shops that use the same numbers", async () => {
    const [a, b] = [await openShop(), await openShop()];
    await take(a.ctx, good);
    const { report } = await take(b.ctx, good);
    expect(report.categories.some((c) => c.category === "already_in")).toBe(false);
    expect(await totals(b.ctx)).toEqual(await totals(a.ctx));
  });
});

describe("faulty rows", () => {
  it("are set aside by row and reason, with the rest of their receipt; other receipts are written", async () => {
    const { ctx } = await openShop();
    const { aside, rows } = await take(
      ctx,
      csv(
        "OK,2026/10/1,売上,M1,S1,CABLE,1,1980",
        "B1,2026/10/1,売上,M1,S1,CABLE,1,1980",
        "B1,2026/10/1,売上,M1,S1,CABLE,two,1980",
        "B2,2026/10/1,売上,M1,S1,CABLE,-2,1980",
        "B3,2026/10/1,売上,M1,S9,CABLE,1,1980",
        "B4,2026/10/1,売上,M9,S1,CABLE,1,1980",
        "B5,2026/10/1,売上,M1,S1,NONE,1,1980",
        "B6,2026/10/1,売上,M1,S1,CABLE,1",
        "B7,2026/10/1,売上,M1,S1,CABLE,1,1980,more",
        "B8,2026/02/30,売上,M1,S1,CABLE,1,1980",
        "B9,2026/10/1,売上,M1,S1,CA\u0000BLE,1,1980",
        "B10,2026/10/1,売上,M1,S1,CABLE,1,1980",
        "B10,2026/10/1,売上,,S1,CABLE,1,1980",
        "B11,2026/10/1,売上,M1,S1,CABLE,1,1980",
        "B11,2026/10/1,返品,M1,S1,CABLE,1,1980",
        ",2026/10/1,売上,M1,S1,CABLE,1,1980",
      ),
    );
    expect(aside).toEqual([
      [3, "receipt_incomplete"],
      [4, "quantity"],
      [5, "negative_quantity"],
      [6, "unknown_store"],
      [7, "unknown_member"],
      [8, "unknown_product"],
      [9, "columns"],
      [10, "columns"],
      [11, "date"],
      [12, "unreadable_characters"],
      [13, "receipt_of_two_members"],
      [14, "receipt_of_two_members"],
      [15, "receipt_mixed"],
      [16, "receipt_mixed"],
      [17, "receipt_missing"],
    ]);
    expect(rows.find((row) => row.rowNo === 4)).toMatchObject({ receipt: "B1", field: "quantity", seen: "two" });
    expect(await totals(ctx)).toMatchObject({ purchases: 1, anonymous: 0 });
  });

  it("come in whole once the file is mended", async () => {
    const { ctx } = await openShop();
    const line = (quantity: string) =>
      csv("R1,2026/10/1,売上,M1,S1,CABLE,1,1980", `R1,2026/10/1,売上,M1,S1,CABLE,${quantity},1980`);
    await take(ctx, line("?"));
    expect(await totals(ctx)).toMatchObject({ purchases: 0 });
    expect((await take(ctx, line("2"))).report.stored).toMatchObject({ receipts: 1, amount: 3 * 1_980 });
  });

  it("with equal lines on one receipt are kept: somebody bought it twice", async () => {
    const { ctx } = await openShop();
    const line = "R1,2026/10/1,売上,M1,S1,CABLE,1,1980";
    expect((await take(ctx, csv(line, line))).report.stored).toMatchObject({ receipts: 1, amount: 2 * 1_980 });
  });
});

describe("a file that cannot be used", () => {
  it.each([
    [
      "imports.quote_not_closed",
      csv(
        "R1,2026/10/1,売上,M1,S1,CABLE,1,1980",
        'R2,2026/10/1,売上,M1,S1,"CABLE,1,1980',
        "R3,2026/10/1,売上,M1,S1,CABLE,1,1980",
      ),
    ],
    ["imports.quote_inside_cell", csv('R1,2026/10/1,売上,M1,S1,"CA"BLE,1,1980')],
    ["imports.column_missing", "レシート番号,数量\nR1,1\n"],
    ["imports.column_twice", "レシート番号,レシート番号,購入日時,数量,単価\nR1,R1,2026/10/1,1,1\n"],
    ["imports.empty_file", ""],
  ])("is refused with %s and writes nothing", async (reason, content) => {
    const { ctx } = await openShop();
    await expect(take(ctx, content)).rejects.toMatchObject({ code: "invalid", reason });
    expect(await totals(ctx)).toEqual({ purchases: 0, anonymous: 0, warranties: 0 });
    const runs = await read(ctx, (db) =>
      db.execute(sql`select state, report->>'reason' as reason from import_runs where tenant_id = ${ctx.tenant}`),
    );
    expect(runs.rows).toEqual([{ state: "failed", reason }]);
  });

  it("in another encoding than named has no columns we know; a wrong encoding inside is set aside", async () => {
    const { ctx } = await openShop();
    const good = csv("R1,2026/10/1,売上,M1,S1,CABLE,1,1980");
    await expect(take(ctx, iconv.encode(good, "cp932"), { encoding: "utf-8" })).rejects.toMatchObject({
      reason: "imports.column_missing",
    });
    const mixed = Buffer.concat([
      Buffer.from(good),
      Buffer.from("R2,2026/10/1,"),
      iconv.encode("売上", "cp932"),
      Buffer.from(",M1,S1,CABLE,1,1980\n"),
    ]);
    expect((await take(ctx, mixed, { encoding: "utf-8" })).aside).toEqual([[3, "unreadable_characters"]]);
  });

  it("may not be taken in by staff of the counter", async () => {
    const { ctx } = await openShop();
    await expect(take({ ...ctx, actor: staffActor({ role: "store_staff" }) }, csv())).rejects.toMatchObject({
      reason: "purchases.import_role",
    });
  });
});
