import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { parseMapping } from "@/server/kernel/csv-mapping";
import { newId } from "@/server/kernel/ids";
import { ledgerProof, walletOf } from "@/server/points/queries";
import { plain, later, shopWithProgram } from "@/server/points/service/testing";
import { setProgram } from "@/server/points/service/set-program";
import { inTransaction } from "@/server/kernel/ctx";
import { takeKey } from "@/server/members/service/key-holder";
import { type PointsBasis, pointsBases } from "../input";
import { importPurchases } from "./import-purchases";

const folder = mkdtempSync(path.join(tmpdir(), "goen-points-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, rows: string[]) => {
  const filePath = path.join(folder, name);
  writeFileSync(filePath, `receipt,date,customer,item,quantity,price,points\n${rows.join("\n")}\n`);
  return filePath;
};
const mapping = (points: PointsBasis | boolean) =>
  parseMapping({
    kind: "purchases",
    columns: {
      receipt: "receipt",
      occurredAt: "date",
      member: "customer",
      description: "item",
      quantity: "quantity",
      unitPrice: "price",
      points: "points",
    },
    dateFormats: ["yyyy-MM-dd"],
    purchases: { points },
  });

/** One point per 100 yen until a week ago, two since; a receipt of before, with 33 points in the file. */
async function given(points: PointsBasis | boolean) {
  const shop = await shopWithProgram({ validFrom: new Date(0) });
  const { ctx, memberId } = shop;
  await setProgram(ctx, { ...plain, ratePoints: 2, validFrom: later(-7) });
  await inTransaction(ctx, (t) => takeKey(t, memberId, "external", "C-1"));
  const filePath = file(`${newId()}.csv`, [
    "R-1,2026-11-10,C-1,tea,1,1000,33",
    "R-1,2026-11-10,C-1,cup,1,500,",
    "R-2,2026-11-10,,tea,1,1000,10",
  ]);
  const input = { filePath, mapping: mapping(points) };
  const check = await importPurchases(shop.batch(), { ...input, isDryRun: true });
  const done = await importPurchases(shop.batch(), input);
  expect((await ledgerProof(ctx)).filter(({ violations }) => violations > 0)).toEqual([]);
  expect((await walletOf(ctx, memberId)).available).toBe(done.points.given);
  expect(done.stored.points).toBe(done.points.given);
  return [check.pointsBasis, check.points.given, done.points.given];
}

it("imported sales earn as it was chosen, and the check says beforehand how much", async () => {
  const wanted = [15, 30, 33, 0];
  for (const [at, basis] of pointsBases.entries()) expect(await given(basis)).toEqual([basis, wanted[at], wanted[at]]);
  // Mappings from before there was a choice.
  expect(await given(true)).toEqual(["then", 15, 15]);
  expect(await given(false)).toEqual(["none", 0, 0]);
});

it("points in the file that cannot be read set the receipt aside", async () => {
  const shop = await shopWithProgram();
  const filePath = file("wrong.csv", [
    "R-1,2026-11-10,,tea,1,1000,1.5",
    "R-2,2026-11-10,,tea,1,1000,-3",
    "R-3,2026-11-10,,tea,1,1000,4294967296",
    "R-4,2026-11-10,,tea,1,1000,１２",
  ]);
  const report = await importPurchases(shop.batch(), { filePath, mapping: mapping("file"), isDryRun: true });
  expect(report.setAside).toMatchObject([{ reason: "points", lines: 3 }]);
});
