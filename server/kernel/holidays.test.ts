import { describe, expect, it } from "vitest";
import { holidaysBetween } from "./holidays";

describe("holidaysBetween", () => {
  it("knows the days of a month, both ends included", () => {
    expect(holidaysBetween("2026-11-03", "2026-11-23", "ja")).toEqual({
      "2026-11-03": "文化の日",
      "2026-11-23": "勤労感謝の日",
    });
    expect(holidaysBetween("2026-11-04", "2026-11-22", "ja")).toEqual({});
  });

  it("knows the day between two holidays, and the day instead of a Sunday", () => {
    expect(holidaysBetween("2026-09-19", "2026-09-24", "ja")).toEqual({
      "2026-09-21": "敬老の日",
      "2026-09-22": "休日",
      "2026-09-23": "秋分の日",
    });
    expect(Object.keys(holidaysBetween("2026-05-01", "2026-05-31", "en"))).toEqual([
      "2026-05-03",
      "2026-05-04",
      "2026-05-05",
      "2026-05-06",
    ]);
  });

  it("speaks English", () => {
    expect(holidaysBetween("2027-01-01", "2027-01-01", "en")).toEqual({ "2027-01-01": "New Year's Day" });
  });
});
