import { normaliseEmail } from "@/server/kernel/email-address";
import { normalisePhone } from "./contact";
import { asKanaPrefix, nameNormalised } from "./kana";
import { parseScan } from "./member-number";

export type SearchTarget =
  | { by: "all" }
  /** How a name or a reading begins; one of the two may be null. */
  | { by: "names"; kana: string | null; name: string | null }
  | { by: "email" | "phone"; prefix: string }
  | { by: "card"; value: string }
  | { by: "nothing" };

/** What a search word is: a card number, a phone number, an address, a reading in kana or romaji, or a name. */
export function searchTarget(q: string): SearchTarget {
  const word = q.normalize("NFKC").trim();
  if (word === "") return { by: "all" };
  if (word.includes("@")) return { by: "email", prefix: normaliseEmail(word) ?? word.toLowerCase() };
  if (/^[+\d\s()‐‑–—―−ー-]+$/.test(word)) {
    const scan = parseScan(word);
    if (scan.isCard && scan.value.length === 13) return { by: "card", value: scan.value };
    // A number that is still being typed: the national form without its 0, behind the country's code.
    const digits = word.replace(/\D/g, "");
    if (digits.length < 3) return { by: "nothing" };
    const asTyped = word.startsWith("+") ? `+${digits}` : `+81${digits.replace(/^0/, "")}`;
    return { by: "phone", prefix: normalisePhone(word) ?? asTyped };
  }
  // Kana and Latin letters may be the name itself: さくら, Anna.
  const [kana, name] = [asKanaPrefix(word), nameNormalised(word)];
  return kana || name ? { by: "names", kana, name } : { by: "nothing" };
}

/** Whole names that a word may be, beside the beginning of something: a card of an earlier program, the retailer's own number. */
export function exactNames(q: string): string[] {
  const word = q.normalize("NFKC").trim();
  return word === "" || word.includes("@") ? [] : [...new Set([q.trim(), word, word.toUpperCase()])];
}

/** An upper bound that no text with this prefix reaches: the prefix and the last code point there is. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10FFFF}`;

export interface SearchPlace {
  sortedBy: string;
  memberId: string;
}

export const sealPlace = (place: SearchPlace): string =>
  Buffer.from(JSON.stringify([place.sortedBy, place.memberId])).toString("base64url");

/** The place that a cursor names, or null when it is none of ours. */
export function openPlace(cursor: string): SearchPlace | null {
  try {
    const [sortedBy, memberId] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as unknown[];
    return typeof sortedBy === "string" && typeof memberId === "string" && !sortedBy.includes("\0")
      ? { sortedBy, memberId }
      : null;
  } catch {
    return null;
  }
}
