import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type OpenSaleLine, tieReturn } from "./tie-return";

describe("tieReturn", () => {
  const sale = (lineId: string, occurredAtMs: number, quantity: number, returnedQuantity = 0): OpenSaleLine => ({
    lineId,
    occurredAtMs,
    quantity,
    returnedQuantity,
  });

  it("takes the latest sale first and goes on to earlier ones", () => {
    const sales = [sale("old", 1, 5), sale("new", 3, 2), sale("later", 9, 5)];
    expect(tieReturn({ occurredAtMs: 5, pieces: 4 }, sales)).toEqual([
      { lineId: "new", before: 0, pieces: 2 },
      { lineId: "old", before: 0, pieces: 2 },
    ]);
    expect(tieReturn({ occurredAtMs: 5, pieces: 4 }, sales)).toEqual([
      { lineId: "old", before: 2, pieces: 3 },
      { lineId: null, before: 0, pieces: 1 },
    ]);
  });

  it("ties a return at the instant of the sale, and nothing to a sale that came later", () => {
    expect(tieReturn({ occurredAtMs: 5, pieces: 1 }, [sale("same", 5, 1)])).toEqual([
      { lineId: "same", before: 0, pieces: 1 },
    ]);
    expect(tieReturn({ occurredAtMs: 4, pieces: 1 }, [sale("same", 5, 1)])).toEqual([
      { lineId: null, before: 0, pieces: 1 },
    ]);
  });

  it("never takes back more than was sold and loses no piece", () => {
    const sales = fc.array(fc.record({ at: fc.nat(50), quantity: fc.integer({ min: 1, max: 9 }) }), { maxLength: 8 });
    const returns = fc.array(fc.record({ at: fc.nat(50), pieces: fc.integer({ min: 1, max: 20 }) }), { maxLength: 8 });
    fc.assert(
      fc.property(sales, returns, (sold, returned) => {
        const open = sold.map((s, i) => sale(`l${i}`, s.at, s.quantity));
        const back = new Map<string, number>();
        for (const r of returned) {
          const ties = tieReturn({ occurredAtMs: r.at, pieces: r.pieces }, open);
          expect(ties.reduce((sum, tie) => sum + tie.pieces, 0)).toBe(r.pieces);
          for (const tie of ties) if (tie.lineId) back.set(tie.lineId, (back.get(tie.lineId) ?? 0) + tie.pieces);
        }
        for (const line of open) {
          expect(back.get(line.lineId) ?? 0).toBe(line.returnedQuantity);
          expect(line.returnedQuantity).toBeLessThanOrEqual(line.quantity);
        }
      }),
    );
  });
});
