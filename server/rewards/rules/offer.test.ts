import { describe, expect, it } from "vitest";
import { purchasesFor } from "./offer";

describe("what points cost in purchases", () => {
  it.each([
    [500, { ratePoints: 1, rateYen: 100 }, 50_000],
    [500, { ratePoints: 1, rateYen: 200 }, 100_000],
    [500, { ratePoints: 3, rateYen: 100 }, 16_666],
    [500, { ratePoints: 0, rateYen: 100 }, null],
    [0, { ratePoints: 1, rateYen: 100 }, null],
    [500, null, null],
  ])("%s points at %o are %s yen", (points, rate, yen) => {
    expect(purchasesFor(points, rate)).toBe(yen);
  });
});
