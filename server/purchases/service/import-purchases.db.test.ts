import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { pointPrograms } from "@/db/schema/points";
import { type MadeLine, onlineRetailHeader, onlineRetailInvoices } from "@/db/testing/online-retail";
import { parseMapping } from "@/server/kernel/csv-mapping";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestShop, testNow } from "@/server/kernel/testing";
import { ledgerProof } from "@/server/points/queries";
import { reconcile } from "../rules/import-report";
import { importPurchases } from "./import-purchases";

const folder = mkdtempSync(path.join(tmpdir(), "goen-import-"));
afterAll(() => rmSync(folder, { recursive: true }));
const mapping = parseMapping(JSON.parse(readFileSync("db/seed/mappings/online-retail.json", "utf8")));

function slice(invoices: number, seed: number): { filePath: string; lines: MadeLine[] } {
  const made = [...onlineRetailInvoices({ invoices, seed })];
  const filePath = path.join(folder, `${seed}-${invoices}.csv.gz`);
  writeFileSync(filePath, gzipSync(`${onlineRetailHeader}\n${made.map((invoice) => invoice.csv).join("")}`));
  return { filePath, lines: made.flatMap((invoice) => invoice.lines) };
}

async function openShop(): Promise<Ctx> {
  const shop = await newTestShop();
  const program = { validFrom: new Date(0), ratePoints: 1, rateYen: 100, createdAt: testNow };
  await inTransaction(shop.ctx, (t) =>
    t.tx.insert(pointPrograms).values({ tenantId: t.tenant, id: newId(), ...program }),
  );
  return shop.batch();
}

/** Everything an import writes, in one hash per table that does not depend on the ids drawn. */
async function contents(ctx: Ctx): Promise<unknown> {
  const { rows } = await read(ctx, (db) =>
    db.execute(sql`select
      (select md5(string_agg(concat_ws('|', kind, external_id, occurred_at, total_yen, points_earned), ',' order by external_id)) from purchases where tenant_id = ${ctx.tenant}) as purchases,
      (select md5(string_agg(concat_ws('|', p.external_id, l.line_no, g.external_id, l.quantity, l.amount_yen, l.returned_quantity, l.return_of_line_id is null), ',' order by p.external_id, l.line_no))
        from purchase_lines l join purchases p on p.tenant_id = l.tenant_id and p.member_id = l.member_id and p.id = l.purchase_id
        left join products g on g.tenant_id = l.tenant_id and g.id = l.product_id where l.tenant_id = ${ctx.tenant}) as lines,
      (select md5(string_agg(concat_ws('|', kind, external_id, total_yen), ',' order by external_id)) from anonymous_sales where tenant_id = ${ctx.tenant}) as anonymous,
      (select md5(string_agg(concat_ws('|', k.value, w.available, w.pending, w.debt), ',' order by k.value)) from wallets w join member_keys k
        on k.tenant_id = w.tenant_id and k.member_id = w.member_id and k.kind = 'external' where w.tenant_id = ${ctx.tenant}) as wallets,
      (select md5(string_agg(concat_ws('|', external_id, name, kind, price_yen), ',' order by external_id)) from products where tenant_id = ${ctx.tenant}) as products,
      (select count(*) from members where tenant_id = ${ctx.tenant}) as members,
      (select count(*) from point_journals where tenant_id = ${ctx.tenant}) as journals,
      (select count(*) from warranties where tenant_id = ${ctx.tenant}) as warranties`),
  );
  return rows[0];
}

describe("a slice in the form of the Online Retail data", () => {
  it("comes in with books that come out even, counted against a plain recount of the file", async () => {
    const ctx = await openShop();
    const { filePath, lines } = slice(400, 1);
    const report = await importPurchases(ctx, { filePath, mapping, receiptsPerBatch: 90 });
    expect(reconcile(report)).toMatchObject({ isExact: true });
    const recount = (of: (line: MadeLine) => boolean) => lines.filter(of);
    const pence = (some: MadeLine[]) => String(some.reduce((sum, line) => sum + line.quantity * line.price * 100, 0));
    const isMove = (line: MadeLine) => line.quantity < 0 && !line.invoice.startsWith("C");
    const isBook = (line: MadeLine) => line.invoice.startsWith("A");
    const isFine = (line: MadeLine) => line.price === 1;
    const isGift = (line: MadeLine) => line.price === 0 && line.customer === "" && !isMove(line);
    const isSet = (line: MadeLine) => isMove(line) || isBook(line) || isFine(line) || isGift(line);
    const written = {
      sale: recount((l) => !isSet(l) && l.customer !== "" && l.quantity > 0),
      return: recount((l) => !isSet(l) && l.customer !== "" && l.quantity < 0),
    };
    for (const category of ["sale", "return"] as const)
      expect(report.categories.find((c) => c.category === category)).toMatchObject({
        lines: written[category].length,
        thousandths: pence(written[category]),
      });
    const aside = Object.fromEntries(report.setAside.map((s) => [s.reason, s.lines]));
    expect(aside).toEqual({
      stock_adjustment: recount((l) => isMove(l) && !isBook(l)).length,
      bookkeeping: recount(isBook).length,
      price_too_fine: recount((l) => isFine(l) && !isBook(l)).length,
      zero_price: recount((l) => isGift(l) && !isBook(l)).length,
    });
    expect(report.made.members).toBe(new Set(lines.map((l) => l.customer).filter(Boolean)).size);
    expect(report.made.products).toBe(new Set(lines.map((l) => l.code)).size);
    expect(report.returns.tiedLines).toBeGreaterThan(0);
    expect(report.returns.tiedLines + report.returns.untiedLines).toBe(written.return.length);
    expect(report.stored.points).toBe(report.points.given - report.points.takenBack);
  });

  it("keeps the ledger's invariants, and never takes back more of a line than was sold", async () => {
    const ctx = await openShop();
    await importPurchases(ctx, { ...slice(400, 2), mapping });
    const proof = await ledgerProof(ctx);
    expect(proof.filter((check) => check.violations > 0)).toEqual([]);
    const { rows } = await read(ctx, (db) =>
      db.execute(sql`select count(*) as n from purchase_lines s where s.tenant_id = ${ctx.tenant} and s.returned_quantity <>
        coalesce((select -sum(r.quantity) from purchase_lines r where r.tenant_id = s.tenant_id and r.member_id = s.member_id and r.return_of_line_id = s.id), 0)`),
    );
    expect(rows[0]).toEqual({ n: 0 });
  });

  it("changes nothing the second time", async () => {
    const ctx = await openShop();
    const { filePath, lines } = slice(300, 3);
    const first = await importPurchases(ctx, { filePath, mapping });
    const before = await contents(ctx);
    const second = await importPurchases(ctx, { filePath, mapping });
    expect(await contents(ctx)).toEqual(before);
    expect(second).toMatchObject({
      made: { members: 0, products: 0, stores: 0 },
      points: { given: 0, takenBack: 0 },
      knownWithOtherTotal: 0,
      stored: { receipts: 0 },
    });
    expect(second.categories.map((c) => c.category)).toEqual(["already_in"]);
    expect(second.setAside).toEqual(first.setAside);
    expect(second.read.lines).toBe(lines.length);
    expect(reconcile(second).isExact).toBe(true);
  });

  it("may be broken off anywhere and run again: the shop is the same as after one run", async () => {
    const [broken, whole] = [await openShop(), await openShop()];
    const { filePath } = slice(300, 4);
    await importPurchases(whole, { filePath, mapping, receiptsPerBatch: 50 });
    const stopAfter = async (batches: number) => {
      let left = batches;
      const onProgress = ({ phase }: { phase: string }) => {
        if (phase === "write" && (left -= 1) < 0) throw new Error("pulled the plug");
      };
      await importPurchases(broken, { filePath, mapping, receiptsPerBatch: 50, onProgress });
    };
    await expect(stopAfter(0)).rejects.toThrow("pulled the plug");
    await expect(stopAfter(2)).rejects.toThrow("pulled the plug");
    const last = await importPurchases(broken, { filePath, mapping, receiptsPerBatch: 50 });
    expect(last.categories.some((c) => c.category === "already_in")).toBe(true);
    expect(await contents(broken)).toEqual(await contents(whole));
    const runs = await read(broken, (db) =>
      db.execute(sql`select state from import_runs where tenant_id = ${broken.tenant} order by id`),
    );
    expect(runs.rows.map((row) => row.state)).toEqual(["failed", "failed", "done"]);
  });

  it("refuses a second one into the same shop while the first runs", async () => {
    const ctx = await openShop();
    const { filePath } = slice(60, 6);
    const first = importPurchases(ctx, { filePath, mapping, receiptsPerBatch: 5 });
    const both = await Promise.allSettled([first, importPurchases(ctx, { filePath, mapping, receiptsPerBatch: 5 })]);
    const refused = both.filter((one) => one.status === "rejected");
    expect(refused).toEqual([
      expect.objectContaining({ reason: expect.objectContaining({ reason: "purchases.import_running" }) }),
    ]);
    expect((await importPurchases(ctx, { filePath, mapping })).categories.map((c) => c.category)).toEqual([
      "already_in",
    ]);
  });

  it("only looks in a dry run", async () => {
    const ctx = await openShop();
    const { filePath, lines } = slice(100, 5);
    const before = await contents(ctx);
    const report = await importPurchases(ctx, { filePath, mapping, isDryRun: true });
    expect(await contents(ctx)).toEqual(before);
    expect(report.read.lines).toBe(lines.length);
    expect(reconcile(report).isExact).toBe(true);
  });
});
