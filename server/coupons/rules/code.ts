// A unique code is typed from paper and said over the telephone: twelve characters of an alphabet of 29 without look-alikes (no I, O,
// 0, 1, B, S, Z, which are read as 8, 5 and 2 where they can only be those). Eleven are drawn at random (53 bits), the twelfth is a
// check character: a sum weighted by the place, modulo the prime 29, which finds every wrong character and every two neighbours swapped.

export const codeAlphabet = "23456789ACDEFGHJKLMNPQRTUVWXY";
const codeLength = 12;

const lookAlikes: Record<string, string> = { B: "8", S: "5", Z: "2" };
const separators = /[\s\p{Pd}ー・･.]/gu;

/** The check character behind eleven others. */
export function checkCharacter(eleven: string): string {
  const sum = [...eleven].reduce((all, char, index) => all + (index + 1) * codeAlphabet.indexOf(char), 0);
  return codeAlphabet[sum % codeAlphabet.length] ?? "";
}

const isUniqueCode = (text: string) =>
  text.length === codeLength &&
  [...text].every((char) => codeAlphabet.includes(char)) &&
  checkCharacter(text.slice(0, -1)) === text.at(-1);

/** One spelling for a word or a code, however it was typed: full width, small letters, spaces and hyphens. Null when nothing is left. */
export function readCode(text: string): string | null {
  const plain = text.normalize("NFKC").toUpperCase().replace(separators, "");
  if (plain === "" || plain.length > 40) return null;
  const unique = [...plain].map((char) => lookAlikes[char] ?? char).join("");
  return isUniqueCode(unique) ? unique : plain;
}

/** A word that everybody may use: letters and digits of any script, and never what could be a unique code. */
export function readWord(text: string): string | null {
  const word = readCode(text);
  if (word === null || word.length < 3 || word.length > 30 || !/^[\p{L}\p{N}]+$/u.test(word)) return null;
  return isUniqueCode(word) ? null : word;
}

/** 'ACDEFGHJKLMN' -> 'ACDE-FGHJ-KLMN'; a word stays as it is. */
export const spokenCode = (code: string): string => (isUniqueCode(code) ? code.replace(/(.{4})(?=.)/g, "$1-") : code);

/** Whether a scan or a typed text is a unique code: card numbers and articles never are. */
export const looksLikeCoupon = (text: string): boolean => {
  const code = readCode(text);
  return code !== null && isUniqueCode(code);
};
