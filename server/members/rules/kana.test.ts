import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asKanaPrefix, isKanaForm, isPrintable, kanaForm, kanaNormalised, nameNormalised } from "./kana";

describe("kana", () => {
  it("reads every way of writing a reading as full-width katakana", () => {
    for (const [written, read] of [
      ["ﾀﾅｶ", "タナカ"],
      ["たなか", "タナカ"],
      ["ｶﾞｯｺｳ", "ガッコウ"],
      ["さとー", "サトー"],
      ["サト-", "サトー"],
      ["ｻﾄｰ", "サトー"],
      ["ヴぁん", "ヴァン"],
      ["  ﾀﾅｶ　ﾊﾅｺ ", "タナカ ハナコ"],
      ["Smith", "Smith"],
    ] as const) {
      expect(kanaForm(written)).toBe(read);
      expect(isKanaForm(kanaForm(written))).toBe(true);
    }
    expect(isKanaForm(kanaForm("田中"))).toBe(false);
  });

  it("compares without spaces and dots", () => {
    expect(kanaNormalised("たなか", " ﾊﾅ子 ")).toBe("タナカハナ子");
    expect(kanaNormalised("ジャン・ポール", "Smith")).toBe("ジャンポールSMITH");
    expect([kanaNormalised(null, undefined), kanaNormalised(" ")]).toEqual([null, null]);
    expect(nameNormalised("𠮷田", "花子")).toBe("𠮷田花子");
    expect(nameNormalised("ＡＢＣ商事")).toBe("ABC商事");
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(kanaForm(kanaForm(text))).toBe(kanaForm(text));
      }),
    );
  });

  it("takes romaji for a search word, but not kanji", () => {
    expect([
      asKanaPrefix("tanaka"),
      asKanaPrefix("ﾀﾅ"),
      asKanaPrefix("た な"),
      asKanaPrefix("田中"),
      asKanaPrefix(""),
    ]).toEqual(["タナカ", "タナ", "タナ", null, null]);
  });

  it("keeps rare characters and refuses what cannot be kept", () => {
    for (const good of ["𠮷田", "𩸽", "髙﨑", "👩‍👩‍👧"]) expect(isPrintable(good)).toBe(true);
    for (const bad of ["a\u0000", "\uD842", "\uDFB7x", "a\r\nBcc: b", "\u202Egnp"])
      expect(isPrintable(bad)).toBe(false);
  });
});
