import { describe, expect, it } from "vitest";
import { type CsvMapping, fieldReader, parseMapping } from "@/server/kernel/csv-mapping";
import { instantReader } from "@/server/kernel/csv-values";
import { type LineReading, purchaseMapping, readLine } from "./import-line";

const header = ["receipt", "occurredAt", "member", "product", "quantity", "unitPrice", "store", "kind", "amount"];

function reading(overrides: Partial<CsvMapping> & { purchases?: unknown } = {}): LineReading {
  const mapping = parseMapping({
    kind: "purchases",
    columns: Object.fromEntries(header.map((name) => [name, name])),
    dateFormats: ["yyyy-MM-dd HH:mm:ss", "yyyy/M/d", "yyyy年M月d日"],
    ...overrides,
  });
  return {
    read: fieldReader(mapping, header, []),
    mapping,
    rules: purchaseMapping.parse(overrides.purchases ?? {}),
    instantOf: instantReader(mapping.dateFormats, "Asia/Tokyo"),
    storeIdOf: (code) => (code === "S1" ? "store-1" : undefined),
    columnCount: header.length,
    nowMs: Date.parse("2026-11-22T03:00:00Z"),
  };
}

const good = {
  receipt: "R1",
  occurredAt: "2026/11/1",
  member: "M1",
  product: "P1",
  quantity: "2",
  unitPrice: "1,980",
  store: "S1",
  kind: "",
  amount: "",
};
const lineOf = (overrides: Partial<typeof good> = {}, use = reading()) => {
  const cells = { ...good, ...overrides };
  return readLine(
    header.map((name) => cells[name as keyof typeof good]),
    use,
  );
};

describe("readLine", () => {
  it("reads a line with its amount and its time in the shop's zone", () => {
    const { line, fault } = lineOf();
    expect(fault).toBeNull();
    expect(line).toMatchObject({
      receipt: "R1",
      isReturn: false,
      pieces: 2,
      unitPrice: 1_980,
      amount: 3_960,
      readThousandths: 3_960_000,
      storeId: "store-1",
    });
    expect(line.occurredAt?.toISOString()).toBe("2026-10-31T15:00:00.000Z");
  });

  it("reads three forms of a date alike", () => {
    const times = ["2026-11-01 00:00:00", "2026/11/1", "2026年11月1日", "２０２６/１１/１"].map((occurredAt) =>
      lineOf({ occurredAt }).line.occurredAt?.getTime(),
    );
    expect(new Set(times)).toEqual(new Set([Date.parse("2026-10-31T15:00:00Z")]));
  });

  it("takes a stated amount before the product of quantity and price", () => {
    expect(lineOf({ amount: "3,900" }).line.amount).toBe(3_900);
  });

  it.each([
    ["receipt_missing", { receipt: " " }],
    ["receipt_too_long", { receipt: "R".repeat(101) }],
    ["quantity", { quantity: "two" }],
    ["quantity", { quantity: "0" }],
    ["quantity", { quantity: "1.5" }],
    ["quantity", { quantity: "" }],
    ["price", { unitPrice: "free" }],
    ["negative_price", { unitPrice: "-5" }],
    ["negative_quantity", { quantity: "-2" }],
    ["amount", { amount: "x" }],
    ["amount", { amount: "-100" }],
    ["amount", { quantity: "1000000", unitPrice: "1000000000" }],
    ["date", { occurredAt: "2026-02-30 00:00:00" }],
    ["date", { occurredAt: "yesterday" }],
    ["date", { occurredAt: "" }],
    ["in_future", { occurredAt: "2026/11/24" }],
    ["unknown_store", { store: "S9" }],
    ["kind", { kind: "gift" }],
    ["product_missing", { product: "" }],
    ["text_too_long", { product: "P".repeat(101) }],
    ["price_too_fine", { unitPrice: "0.5" }],
    ["unreadable_characters", { product: "P\u0000" }],
    ["unreadable_characters", { product: "\uFFFD\uFFFD" }],
  ])("sets a line aside: %s", (reason, wrong) => {
    expect(lineOf(wrong).fault?.reason).toBe(reason);
  });

  it("sets a row aside whose columns are too few or too many, and still knows its receipt", () => {
    expect(readLine(["R1", "2026/11/1"], reading())).toMatchObject({ fault: { reason: "columns" } });
    expect(readLine([...header.map((n) => good[n as keyof typeof good]), "more"], reading())).toMatchObject({
      fault: { reason: "columns" },
    });
  });

  it("knows returns by kind, by number or by sign, as the mapping says; their sum is negative", () => {
    const byKind = lineOf({ kind: "return" });
    expect(byKind).toMatchObject({ fault: null, line: { isReturn: true, pieces: 2, readThousandths: -3_960_000 } });
    const byNumber = reading({ purchases: { returnsStartWith: "C" } });
    expect(lineOf({ receipt: "C1", quantity: "-2" }, byNumber)).toMatchObject({
      fault: null,
      line: { isReturn: true, pieces: 2, amount: 3_960 },
    });
    const bySign = reading({ purchases: { negativeQuantity: "return" } });
    expect(lineOf({ quantity: "-2" }, bySign)).toMatchObject({
      fault: null,
      line: { isReturn: true, readThousandths: -3_960_000 },
    });
    const stock = reading({ purchases: { negativeQuantity: "set_aside" } });
    expect(lineOf({ quantity: "-2" }, stock).fault?.reason).toBe("stock_adjustment");
  });

  it("keeps pounds as whole pence, exactly, and cuts the end that a spreadsheet put there", () => {
    const pounds = reading({ amountScale: 100, cutEnds: { member: ".0" } });
    expect(lineOf({ unitPrice: "2.55", quantity: "6", member: "17850.0" }, pounds).line).toMatchObject({
      member: "17850",
      unitPrice: 255,
      amount: 1_530,
      readThousandths: 1_530_000,
    });
    expect(lineOf({ unitPrice: "0.001" }, pounds)).toMatchObject({
      fault: { reason: "price_too_fine" },
      line: { readThousandths: 200 },
    });
  });

  it("counts the sum of a line also where it is set aside", () => {
    const rules = { setAside: [{ field: "receipt", startsWith: "A", reason: "bookkeeping" }] };
    expect(lineOf({ receipt: "A1", unitPrice: "-5", quantity: "1" }, reading({ purchases: rules }))).toMatchObject({
      fault: { reason: "bookkeeping" },
      line: { readThousandths: -5_000 },
    });
  });
});
