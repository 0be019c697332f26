import { describe, expect, it } from "vitest";
import { disguiseOf } from "./rules/disguise";
import { hasHeaderRow, proposeColumns, proposeDateForm, proposeDelimiter } from "./rules/propose";

describe("proposeColumns", () => {
  it("goes by the names of the headers, whatever their width, case, blanks and brackets", () => {
    expect(proposeColumns("members", ["Ｃｕｓｔｏｍｅｒ ＩＤ", "E-MAIL", "姓(カナ)", "お名前"], [])).toEqual({
      externalId: "Ｃｕｓｔｏｍｅｒ ＩＤ",
      email: "E-MAIL",
      familyKana: "姓(カナ)",
      fullName: "お名前",
    });
    expect(proposeColumns("purchases", ["Order ID", "Date", "SKU", "Qty", "Unit price", "Customer"], [])).toEqual({
      receipt: "Order ID",
      occurredAt: "Date",
      product: "SKU",
      quantity: "Qty",
      unitPrice: "Unit price",
      member: "Customer",
    });
  });

  it("goes by the cells where no header tells", () => {
    const rows = [
      ["a@b.jp", "090-1234-5678", "東京都"],
      ["c@d.jp", "", "大阪府"],
    ];
    expect(proposeColumns("members", ["x", "y", "z"], rows)).toEqual({ email: "x", phone: "y", prefecture: "z" });
  });

  it("gives a column to one field only, and a whole name only where its parts are missing", () => {
    expect(proposeColumns("members", ["会員番号", "氏名", "姓", "名"], [])).toEqual({
      externalId: "会員番号",
      familyName: "姓",
      givenName: "名",
    });
  });
});

it.each([
  ["year", ["2026/1/31", "20260131", "2026年1月31日"]],
  ["month", ["1/31/2026", "02/01/2026"]],
  ["day", ["31/1/2026", "1/2/2026"]],
  ["year", ["", " "]],
])("knows that the %s stands first in %j", (form, cells) => {
  expect(proposeDateForm(cells, "Asia/Tokyo")).toBe(form);
});

it.each([
  [",", 'a,b\n"1;2;3",x\n'],
  ["\t", "a\tb\n1,5\t2\n"],
  [";", "a;b\r\n1,5;2,5\r\n"],
  [",", "alone\n1\n"],
])("finds the delimiter %j", (delimiter, text) => {
  expect(proposeDelimiter(text)).toBe(delimiter);
});

it("tells a header from a row of data", () => {
  expect(
    hasHeaderRow("members", [
      ["会員コード", "x"],
      ["1", "2"],
    ]),
  ).toBe(true);
  expect(
    hasHeaderRow("members", [
      ["番号", "氏"],
      ["1", "2"],
    ]),
  ).toBe(true);
  expect(
    hasHeaderRow("members", [
      ["A-1", "x@example.jp"],
      ["A-2", "y@example.jp"],
    ]),
  ).toBe(false);
});

it("takes text for text, packed or not", () => {
  expect(disguiseOf(new TextEncoder().encode("会員コード,姓"))).toBeNull();
  expect(disguiseOf(new Uint8Array([0x1f, 0x8b, 8, 0]))).toBeNull();
});
