import { isHiragana, isKatakana, toKatakana } from "wanakana";

// NFKC makes half-width kana full-width and joins their voicing marks (ｶﾞ -> ガ); hyphens after kana are long-vowel marks typed
// with the wrong key.
const hyphens = /(?<=[ァ-ヿ])[-‐‑–—―−ｰ~〜]/g;
const hiraganaToKatakana = (text: string) =>
  text.replace(/[ぁ-ゖゝゞ]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0x60));

/** Full-width katakana for showing: half-width and hiragana converted, spaces collapsed. Latin letters stay (foreign names). */
export const kanaForm = (text: string): string =>
  hiraganaToKatakana(text.normalize("NFKC")).replace(hyphens, "ー").replace(/\s+/g, " ").trim();

/** True when a name's reading is written in kana (or Latin letters, for names that have no kana). */
export const isKanaForm = (text: string): boolean => /^[ァ-ヺー・ A-Za-z.'’-]+$/.test(text);

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
