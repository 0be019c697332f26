import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fieldReader, parseMapping } from "./csv-mapping";

const mapping = (more: object = {}) =>
  parseMapping({ kind: "products", columns: { externalId: ["商品コード", "品番"], name: "商品名" }, ...more });

describe("fieldReader", () => {
  it("finds columns by any of their headers, whatever width or case, and trims cells", () => {
    const read = fieldReader(mapping({ columns: { externalId: ["品番", "SKU"] } }), [" ｓｋｕ ", "x"], ["externalId"]);
    expect(read([" A-1 ", ""], "externalId")).toBe("A-1");
    expect(read([], "externalId")).toBe("");
  });

  it("fills constants where a cell is empty, cuts ends and translates values", () => {
    const read = fieldReader(
      mapping({
        constants: { kind: "goods" },
        cutEnds: { externalId: ".0" },
        values: { kind: { サービス: "service" } },
        columns: { externalId: "a", kind: "b" },
      }),
      ["a", "b"],
      [],
    );
    expect([read(["12.0", ""], "externalId"), read(["12.0", ""], "kind"), read(["", "サービス"], "kind")]).toEqual([
      "12",
      "goods",
      "service",
    ]);
  });

  it("refuses a missing or doubled column by its names", () => {
    expect(() => fieldReader(mapping(), ["商品名"], ["externalId"])).toThrow(
      expect.objectContaining({
        reason: "imports.column_missing",
        details: { field: "externalId", wanted: "商品コード / 品番", found: "商品名" },
      }),
    );
    expect(() => fieldReader(mapping(), ["商品名", "商品名"], [])).toThrow(
      expect.objectContaining({ reason: "imports.column_twice" }),
    );
  });
});

it("refuses mapping files with unknown or wrong settings", () => {
  expect(() => mapping({ colums: {} })).toThrow(expect.objectContaining({ reason: "imports.mapping" }));
  expect(() => mapping({ amountScale: 0 })).toThrow(
    expect.objectContaining({ reason: "imports.mapping", details: expect.objectContaining({ field: "amountScale" }) }),
  );
});

it.each(readdirSync("db/seed/mappings"))("ships a mapping that can be used: %s", (file) => {
  expect(parseMapping(JSON.parse(readFileSync(`db/seed/mappings/${file}`, "utf8"))).about).toBeTruthy();
});
