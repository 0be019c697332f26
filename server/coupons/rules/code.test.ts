import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCharacter, codeAlphabet, looksLikeCoupon, readCode, readWord, spokenCode } from "./code";

const eleven = fc
  .array(fc.constantFrom(...codeAlphabet.split("")), { minLength: 11, maxLength: 11 })
  .map((chars) => chars.join(""));
const code = eleven.map((text) => text + checkCharacter(text));

describe("a unique code", () => {
  it("has no look-alikes in it", () => {
    for (const char of "01IOBSZ") expect(codeAlphabet).not.toContain(char);
    expect(new Set(codeAlphabet.split("")).size).toBe(29);
  });

  it("is read however it is typed", () => {
    fc.assert(
      fc.property(code, (text) => {
        const spoken = spokenCode(text);
        expect(spoken).toMatch(/^.{4}-.{4}-.{4}$/);
        const wide = [...spoken.toLowerCase()].map((char) =>
          char === "-" ? "－" : String.fromCharCode(char.charCodeAt(0) + 0xfee0),
        );
        for (const typed of [text, spoken, ` ${spoken.toLowerCase()} `, wide.join(""), spoken.replaceAll("-", " ")])
          expect(readCode(typed)).toBe(text);
        expect(readCode(text.replaceAll("8", "B").replaceAll("5", "s"))).toBe(text);
      }),
    );
  });

  it("with one wrong character or two neighbours swapped is none", () => {
    fc.assert(
      fc.property(code, fc.nat(11), fc.constantFrom(...codeAlphabet.split("")), (text, place, other) => {
        const wrong = text.slice(0, place) + other + text.slice(place + 1);
        expect(looksLikeCoupon(wrong)).toBe(wrong === text);
        const at = Math.min(place, 10);
        const swapped = text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
        expect(looksLikeCoupon(swapped)).toBe(swapped === text);
      }),
    );
  });

  it("is nothing like a card number or an article", () => {
    for (const other of ["4901234567894", "12345678", "R12345678", "A123456789012B"])
      expect(looksLikeCoupon(other)).toBe(false);
  });
});

describe("a word", () => {
  it("is short, of letters and digits, in one spelling", () => {
    expect(readWord("Autumn 2026")).toBe("AUTUMN2026");
    expect(readWord("ａｕｔｕｍｎ")).toBe("AUTUMN");
    expect(readWord("秋の感謝祭")).toBe("秋の感謝祭");
    for (const bad of ["", "ab", "a'; drop", "x".repeat(31), "\u0000\u0000\u0000"]) expect(readWord(bad)).toBeNull();
  });

  it("is never what could be a unique code", () => {
    fc.assert(fc.property(code, (text) => readWord(text) === null));
  });
});
