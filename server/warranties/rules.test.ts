import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths } from "@/server/kernel/time";
import { lastDayCovered, warrantyState } from "./rules";

describe("lastDayCovered", () => {
  it.each([
    ["2025-12-01", 12, "2026-11-30"],
    ["2025-11-23", 12, "2026-11-22"],
    ["2026-01-31", 1, "2026-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2026-01-01", 60, "2030-12-31"],
  ])("a warranty from %s for %i months covers until %s", (from, months, last) => {
    expect(lastDayCovered(from, months)).toBe(last);
  });

  it("never ends before its last month has come, and never a month late", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 600 }), (offset, months) => {
        const from = addDays("2000-01-01", offset);
        const last = lastDayCovered(from, months);
        expect(last >= addDays(addMonths(from, months), -1)).toBe(true);
        expect(last <= addMonths(from, months)).toBe(true);
      }),
    );
  });
});

describe("warrantyState", () => {
  it("is active through its last day, then ended; a voided one is voided", () => {
    const w = { endsOn: "2026-11-22", isVoided: false };
    expect(warrantyState(w, "2026-11-22")).toBe("active");
    expect(warrantyState(w, "2026-11-23")).toBe("ended");
    expect(warrantyState({ ...w, isVoided: true }, "2026-11-01")).toBe("voided");
  });
});
