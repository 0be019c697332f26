// NFKC makes half-width kana full-width and joins their voicing marks (ｶﾞ -> ガ); hyphens after kana are long-vowel marks typed
// with the wrong key. Alone in a file, because My Page does it while one types and must stay light.
const hyphens = /(?<=[ァ-ヿ])[-‐‑–—―−ｰ~〜]/g;
const hiraganaToKatakana = (text: string) =>
  text.replace(/[ぁ-ゖゝゞ]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0x60));

/** Full-width katakana for showing: half-width and hiragana converted, spaces collapsed. Latin letters stay (foreign names). */
export const kanaForm = (text: string): string =>
  hiraganaToKatakana(text.normalize("NFKC")).replace(hyphens, "ー").replace(/\s+/g, " ").trim();

/** True when a name's reading is written in kana (or Latin letters, for names that have no kana). */
export const isKanaForm = (text: string): boolean => /^[ァ-ヺー・ A-Za-z.'’-]+$/.test(text);
