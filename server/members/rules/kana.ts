import { isHiragana, isKatakana, toKatakana } from "wanakana";
import { kanaForm } from "./kana-form";

export { isKanaForm, kanaForm } from "./kana-form";

/** What kana search compares: katakana without spaces or dots, Latin in capitals. Null when nothing is left. */
export function kanaNormalised(...parts: (string | null | undefined)[]): string | null {
  const joined = kanaForm(parts.filter(Boolean).join(""))
    .replace(/[\s・.'’]/g, "")
    .toUpperCase();
  return joined === "" ? null : joined;
}

/** What name search compares: NFKC without spaces, capitals. Null when nothing is left. */
export function nameNormalised(...parts: (string | null | undefined)[]): string | null {
  const joined = parts.filter(Boolean).join("").normalize("NFKC").replace(/\s/g, "").toUpperCase();
  return joined === "" ? null : joined;
}

/** Reads a search word as the beginning of a kana name: kana in any form, or romaji ('tanaka'). Null when it is neither. */
export function asKanaPrefix(word: string): string | null {
  const flat = kanaForm(word).replace(/[\s・]/g, "");
  const kana = /^[A-Za-z'-]+$/.test(flat) ? toKatakana(flat.toLowerCase()) : flat;
  return kana !== "" && [...kana].every((letter) => isKatakana(letter) || isHiragana(letter)) ? kana : null;
}

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
// Control characters (a NUL stops Postgres, a CR a mail header), and marks that turn the direction of what follows.
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** True when a text can be kept and printed. Characters outside the basic plane (𠮷, 𩸽) are real names and pass. */
export const isPrintable = (text: string): boolean => !loneSurrogate.test(text) && !unprintable.test(text);

/** Half-width kana made full-width and joined with their voicing marks (ﾀﾞ -> ダ); every other character, 髙 and 﨑 too, stays as it was written. */
export const widenKana = (text: string): string => text.replace(/[\uff61-\uff9f]+/g, (kana) => kana.normalize("NFKC"));

const segmenter = new Intl.Segmenter("ja", { granularity: "grapheme" });

/** Length as a person counts it: 𠮷, が and a family emoji are one character each. */
export const graphemeCount = (text: string): number => [...segmenter.segment(text)].length;
