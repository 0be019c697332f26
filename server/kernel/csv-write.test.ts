import { parse } from "csv-parse/sync";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { csvLine, inShiftJis, safeCell } from "./csv-write";

describe("csvLine", () => {
  it.each(['=HYPERLINK("http://evil.example","x")', "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", "＠x"])(
    "makes %j harmless",
    (text) => {
      const [[cell]] = parse(csvLine([text])) as [[string]];
      expect(cell).toBe(`'${text}`);
    },
  );

  it("leaves numbers, names and dates as they are", () => {
    expect(["-5", "-5.25", "田中 花子", "2026-11-22", "a=b"].map(safeCell)).toEqual([
      "-5",
      "-5.25",
      "田中 花子",
      "2026-11-22",
      "a=b",
    ]);
    expect(csvLine([-5, null, undefined, 'say "hi", please', "two\nlines"])).toBe(
      '-5,,,"say ""hi"", please","two\nlines"\r\n',
    );
  });

  it("comes back from a reader cell by cell", () => {
    const rows = fc.sample(fc.array(fc.string({ unit: "grapheme" }), { minLength: 3, maxLength: 3 }), 300);
    const read = parse(rows.map(csvLine).join(""), { record_delimiter: "\r\n" });
    for (const [n, cells] of rows.entries())
      expect(read[n]?.map((cell, i) => (cell === `'${cells[i]}` ? cells[i] : cell))).toEqual(cells);
  });
});

it("writes Shift_JIS that reads back", () => {
  expect(iconv.decode(inShiftJis("髙島屋①㈱"), "cp932")).toBe("髙島屋①㈱");
});
