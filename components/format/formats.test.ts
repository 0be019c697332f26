import { describe, expect, it } from "vitest";
import { makeFormats } from "./formats";
import { chooseLocale } from "./locale";

const ja = makeFormats("ja", "Asia/Tokyo");
const en = makeFormats("en", "Asia/Tokyo");
const kathmandu = makeFormats("ja", "Asia/Kathmandu");

describe("amounts", () => {
  it("writes yen as each language does", () => {
    expect(ja.yen(1_234_567)).toBe("￥1,234,567");
    expect(en.yen(1_234_567)).toBe("¥1,234,567");
    expect(ja.yen(0)).toBe("￥0");
  });
  it("puts a true minus before the sign of the currency, and a plus only where asked and above zero", () => {
    expect(ja.yen(-500)).toBe("\u2212￥500");
    expect(ja.number(500, true)).toBe("+500");
    expect(ja.number(0, true)).toBe("0");
    expect(ja.number(-0)).toBe("0");
    expect(ja.percent(-0.0313)).toBe("\u22123.1%");
  });
  it("keeps every digit of large amounts", () => {
    expect(ja.number(9_007_199_254_740_993n)).toBe("9,007,199,254,740,993");
    expect(ja.number(-9_007_199_254_740_993n)).toBe("\u22129,007,199,254,740,993");
  });
});

describe("dates", () => {
  it("shows an instant in the given zone, whatever the zone of the machine", () => {
    expect(ja.date("2026-11-21T15:00:00Z")).toBe("2026年11月22日");
    expect(kathmandu.date("2026-11-21T15:00:00Z")).toBe("2026年11月21日");
    expect(ja.dateTime("2026-11-21T15:00:00Z")).toBe("2026/11/22 00:00");
    expect(en.date(new Date("2026-11-21T15:00:00Z"))).toBe("Nov 22, 2026");
  });
  it("never moves a calendar day", () => {
    expect(makeFormats("ja", "America/Los_Angeles").date("2026-11-22")).toBe("2026年11月22日");
    expect(ja.monthDay("2028-02-29")).toBe("2月29日(火)");
  });
  it("says how long ago by the largest unit that fits", () => {
    const now = "2026-11-22T00:00:00Z";
    expect(en.relative("2026-11-19T01:00:00Z", now)).toBe("2 days ago");
    expect(en.relative("2026-11-22T00:00:30Z", now)).toBe("now");
    expect(en.relative("2026-11-22T03:59:00Z", now)).toBe("in 3 hours");
  });
});

describe("chooseLocale", () => {
  it("follows the person's choice before the browser's", () => {
    expect(chooseLocale("en", "ja")).toBe("en");
    expect(chooseLocale("fr", "en-GB,en;q=0.8")).toBe("en");
  });
  it("weighs the browser's wishes and ends in Japanese", () => {
    expect(chooseLocale(undefined, "en;q=0.4, ja;q=0.9")).toBe("ja");
    expect(chooseLocale(undefined, "en;q=0, fr")).toBe("ja");
    expect(chooseLocale(undefined, null)).toBe("ja");
    expect(chooseLocale(undefined, ";q=,,=en;;q=x")).toBe("ja");
  });
});
