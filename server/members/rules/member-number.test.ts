import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cardSvg } from "./card-svg";
import { checkDigit, memberNumber, memberNumberForPeople, memberSerials, parseScan } from "./member-number";

const serial = fc.integer({ min: 0, max: memberSerials - 1 });

describe("a member number", () => {
  it("is an EAN-13 of the range for shops", () => {
    // 4006381333931 is the example of GS1's check digit page.
    expect(checkDigit("400638133393")).toBe(1);
    fc.assert(
      fc.property(serial, (n) => {
        expect(memberNumber(n)).toMatch(/^29\d{11}$/);
        expect(parseScan(memberNumber(n))).toEqual({ isCard: true, value: memberNumber(n) });
      }),
    );
    expect(() => memberNumber(memberSerials)).toThrow(RangeError);
    expect(memberNumberForPeople("2900000000018")).toBe("2900 0000 00018");
  });

  it("with any one digit wrong is refused", () => {
    fc.assert(
      fc.property(serial, fc.nat(12), fc.integer({ min: 1, max: 9 }), (n, at, by) => {
        const digits = [...memberNumber(n)];
        digits[at] = String((Number(digits[at]) + by) % 10);
        expect(parseScan(digits.join(""))).toEqual({ isCard: false, reason: "members.card_check_digit" });
      }),
    );
  });

  it("is read from a scanner or a hand in any dress", () => {
    const value = memberNumber(1234567);
    const wide = value.replace(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d)));
    for (const text of [
      `A${value}A`,
      `a${value}b`,
      wide,
      memberNumberForPeople(value),
      ` ${value}\n`,
      value.replace(/(....)(....)/, "$1-$2-"),
    ])
      expect(parseScan(text)).toEqual({ isCard: true, value });
  });

  it("is not an article, nor nothing, nor a sentence; cards of earlier programs pass", () => {
    const reasons = ["4901777018686", "", "  ", "'; drop table members", "会員証", "\0\0\0\0\0"].map((text) => {
      const scan = parseScan(text);
      return scan.isCard ? null : scan.reason;
    });
    expect(reasons).toEqual([
      "members.card_is_product",
      "members.card_empty",
      "members.card_empty",
      "members.card_shape",
      "members.card_shape",
      "members.card_shape",
    ]);
    expect(parseScan("old-0042")).toEqual({ isCard: true, value: "OLD0042" });
  });
});

/** Bars of a linear code, as lines of the drawing: position and width of each. */
function barsOf(svg: string) {
  const bars = [...svg.matchAll(/stroke-width="(\d+)" d="([^"]+)"/g)].flatMap(([, width, path]) =>
    [...(path ?? "").matchAll(/M([\d.]+) [\d.]+L/g)].map(([, x]) => ({
      from: Number(x) - Number(width) / 2,
      width: Number(width),
    })),
  );
  return bars.sort((a, b) => a.from - b.from);
}

/** The modules of a linear code from its first bar to its last, 1 for dark. */
function modulesOf(svg: string): string {
  const bars = barsOf(svg);
  const unit = Math.min(...bars.map((bar) => bar.width));
  const start = bars[0]?.from ?? 0;
  let text = "";
  for (const bar of bars) {
    text += "0".repeat(Math.round((bar.from - start) / unit) - text.length);
    text += "1".repeat(Math.round(bar.width / unit));
  }
  return text;
}

const left = [
  "0001101",
  "0011001",
  "0010011",
  "0111101",
  "0100011",
  "0110001",
  "0101111",
  "0111011",
  "0110111",
  "0001011",
];
const parity = ["LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL"];
const flip = (bits: string) => bits.replace(/[01]/g, (bit) => (bit === "1" ? "0" : "1"));
const mirrored = (bits: string) => [...flip(bits)].reverse().join("");

/** An independent reader of EAN-13 by GS1's tables. */
function readEan13(modules: string): string {
  expect([modules.length, modules.slice(0, 3), modules.slice(45, 50), modules.slice(92)]).toEqual([
    95,
    "101",
    "01010",
    "101",
  ]);
  const sevens = (from: number) => Array.from({ length: 6 }, (_, n) => modules.slice(from + 7 * n, from + 7 * n + 7));
  const sides = sevens(3).map((bits) =>
    left.includes(bits) ? ["L", left.indexOf(bits)] : ["G", left.findIndex((l) => mirrored(l) === bits)],
  );
  const first = parity.indexOf(sides.map(([side]) => side).join(""));
  return [first, ...sides.map(([, digit]) => digit), ...sevens(50).map((bits) => left.indexOf(flip(bits)))].join("");
}

describe("the drawing of a card", () => {
  const memberNo = memberNumber(9_876_543_210);

  it("as EAN-13 reads back as its number", () => {
    fc.assert(
      fc.property(serial, (n) => {
        expect(readEan13(modulesOf(cardSvg(memberNumber(n), "ean13")))).toBe(memberNumber(n));
      }),
      { numRuns: 20 },
    );
  });

  it("as CODE128 begins with a start and ends with the stop pattern", () => {
    const modules = modulesOf(cardSvg(memberNo, "code128"));
    // Start B, start C and the stop pattern by ISO/IEC 15417.
    expect(["11010010000", "11010011100"]).toContain(modules.slice(0, 11));
    expect(modules.slice(-13)).toBe("1100011101011");
    expect((modules.length - 13) % 11).toBe(0);
  });

  it("as NW-7 has fifteen characters between A and A, four bars each", () => {
    expect(barsOf(cardSvg(memberNo, "nw7"))).toHaveLength(15 * 4);
  });

  it("as QR is a square with a quiet zone; an earlier program's number falls back to CODE128", () => {
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(cardSvg(memberNo, "qr")) ?? [];
    expect(width).toBe(height);
    expect(cardSvg("OLD0042", "ean13")).toBe(cardSvg("OLD0042", "code128"));
    expect(cardSvg(memberNo, "qr")).toContain("#FFFFFF");
  });
});
