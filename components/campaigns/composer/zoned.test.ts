import { expect, it } from "vitest";
import { instantAt, wallTime } from "./zoned";

it("reads and sets a shop's clock from anywhere", () => {
  expect(instantAt("2026-11-30", "10:00", "Asia/Tokyo")).toBe("2026-11-30T01:00:00.000Z");
  expect(wallTime(new Date("2026-11-29T15:30:00Z"), "Asia/Tokyo")).toEqual({ day: "2026-11-30", clock: "00:30" });
  expect(instantAt("2026-07-01", "09:00", "America/New_York")).toBe("2026-07-01T13:00:00.000Z");
  expect(instantAt("2026-12-01", "09:00", "America/New_York")).toBe("2026-12-01T14:00:00.000Z");
});

it("agrees with itself on every day of a year with summer time", () => {
  for (let day = Date.parse("2026-01-01T00:00:00Z"); day < Date.parse("2027-01-01"); day += 86_400_000) {
    const date = new Date(day).toISOString().slice(0, 10);
    const at = instantAt(date, "12:00", "Europe/Berlin");
    expect(at && wallTime(new Date(at), "Europe/Berlin")).toEqual({ day: date, clock: "12:00" });
  }
});

it("waits for what is unfinished", () => {
  expect([instantAt("", "10:00", "Asia/Tokyo"), instantAt("2026-11-30", "", "Asia/Tokyo")]).toEqual([null, null]);
});
