import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effectOf, type Group, studentQuantile, wilson } from "./rules/effect";

const group = (members: number, buyers: number, yen = buyers * 5_000, yenVariance = 4_000_000): Group => ({
  members,
  buyers,
  yen,
  yenVariance,
});

describe("wilson", () => {
  it("gives the published interval of 81 in 263 (Newcombe 1998, table I)", () => {
    const { low, high } = wilson(81, 263);
    expect([low, high].map((x) => x.toFixed(4))).toEqual(["0.2553", "0.3662"]);
    expect(wilson(0, 20).low).toBe(0);
    expect(wilson(0, 20).high.toFixed(4)).toBe("0.1611");
  });
});

describe("effectOf", () => {
  it("gives the published interval of 56/70 against 48/80 (Newcombe 1998, table II)", () => {
    const { conversion } = effectOf(group(70, 56), group(80, 48));
    expect([conversion?.lift, conversion?.low, conversion?.high].map((x) => x?.toFixed(4))).toEqual([
      "0.2000",
      "0.0524",
      "0.3339",
    ]);
    expect(conversion?.finding).toBe("gain");
  });

  it("proves nothing from few members, whatever they did", () => {
    const effect = effectOf(group(200, 200), group(8, 0));
    expect(effect.conversion?.finding).toBe("too_small");
    expect(effect.yenPerMember?.finding).toBe("too_small");
  });

  it("says so when there is no difference, or a loss", () => {
    expect(effectOf(group(1_000, 100), group(1_000, 98)).conversion?.finding).toBe("not_proven");
    expect(effectOf(group(1_000, 50), group(1_000, 120)).conversion?.finding).toBe("loss");
  });

  it("has nothing to say without a second group", () => {
    expect(effectOf(group(100, 5), group(0, 0, 0, 0))).toMatchObject({
      conversion: null,
      yenPerMember: null,
      extraYen: null,
    });
  });

  it("holds the lift inside its interval, and the interval inside what is possible", () => {
    const some = fc
      .integer({ min: 2, max: 5_000 })
      .chain((members) => fc.record({ members: fc.constant(members), buyers: fc.integer({ min: 0, max: members }) }));
    fc.assert(
      fc.property(some, some, (a, b) => {
        const { conversion } = effectOf(group(a.members, a.buyers), group(b.members, b.buyers));
        expect(conversion).not.toBeNull();
        if (!conversion) return;
        expect(conversion.low).toBeLessThanOrEqual(conversion.lift + 1e-12);
        expect(conversion.high).toBeGreaterThanOrEqual(conversion.lift - 1e-12);
        expect(conversion.low).toBeGreaterThanOrEqual(-1 - 1e-9);
        expect(conversion.high).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

describe("studentQuantile", () => {
  it("is close to the tables", () => {
    for (const [freedom, table] of [
      [5, 2.571],
      [10, 2.228],
      [30, 2.042],
      [120, 1.98],
      [1e6, 1.96],
    ] as const)
      expect(Math.abs(studentQuantile(freedom) - table)).toBeLessThan(0.01);
  });
});
