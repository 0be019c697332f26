import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineAmount, maxAmountYen, valueOfPieces } from "./amounts";

describe("lineAmount", () => {
  it("is exact, takes the discount off, and refuses what is negative or too large", () => {
    expect(lineAmount(3, 1_980)).toBe(5_940);
    expect(lineAmount(3, 1_980, 40)).toBe(5_900);
    expect(lineAmount(1, 100, 100)).toBe(0);
    expect(lineAmount(1, 100, 101)).toBeNull();
    expect(lineAmount(1_000, 1_000_000_000)).toBe(maxAmountYen);
    expect(lineAmount(1_000_000, 1_000_000_000)).toBeNull();
  });
});

describe("valueOfPieces", () => {
  it("values partial returns so that they add up to the line, however they are cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: maxAmountYen }),
        (parts, amountYen) => {
          const line = { quantity: parts.reduce((a, b) => a + b, 0), amountYen };
          let before = 0;
          let sum = 0;
          for (const part of parts) {
            const value = valueOfPieces(line, before, part);
            expect(value).toBeGreaterThanOrEqual(0);
            sum += value;
            before += part;
          }
          expect(sum).toBe(amountYen);
        },
      ),
    );
  });
});
