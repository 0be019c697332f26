import fc from "fast-check";
import { expect, it } from "vitest";
import { splitByLargestRemainder } from "./split";

const weights = fc.array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 40 });

it("splits exactly, and never above a weight", () => {
  fc.assert(
    fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (lines, share) => {
      const sum = lines.reduce((all, one) => all + one, 0);
      const total = Math.floor(sum * share);
      const parts = splitByLargestRemainder(total, lines);
      expect(parts.reduce((all, one) => all + one, 0)).toBe(sum === 0 ? 0 : total);
      parts.forEach((part, index) => {
        expect(part).toBeGreaterThanOrEqual(0);
        expect(part).toBeLessThanOrEqual(lines[index] ?? 0);
      });
    }),
  );
});

it("is fair to a yen, and gives odd yen to the largest remainder, of equal ones to the first", () => {
  expect(splitByLargestRemainder(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(splitByLargestRemainder(10, [999, 1])).toEqual([10, 0]);
  expect(splitByLargestRemainder(500, [1_000, 2_000, 4_000])).toEqual([71, 143, 286]);
  expect(splitByLargestRemainder(5, [0, 0])).toEqual([0, 0]);
});
