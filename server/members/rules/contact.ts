import { parsePhoneNumberFromString } from "libphonenumber-js";

/** E.164 of a phone number as people write it ('０９０ー１２３４ー５６７８', '03-1234-5678'); Japan unless it says otherwise. Null when it is none. */
export function normalisePhone(text: string): string | null {
  const parsed = parsePhoneNumberFromString(text.normalize("NFKC").replace(/[‐‑–—―−ーｰ]/g, "-"), "JP");
  // The library lets through Japanese numbers of up to seventeen digits; none that a person has is longer than ten.
  return parsed?.isPossible() && !/^\+81\d{11,}$/.test(parsed.number) ? parsed.number : null;
}

/**
 * Mobile numbers name one person and are unique in a shop; a landline is a household's, and a family may hold several cards.
 * 総務省's numbering plan gives 060, 070, 080 and 090 to mobiles.
 */
export const isPersonalPhone = (e164: string): boolean => !e164.startsWith("+81") || /^\+81[6789]0\d{8}$/.test(e164);

/** Seven digits without the hyphen ('〒１００−０００１' -> '1000001'), or null. */
export function normalisePostalCode(text: string): string | null {
  const digits = text.normalize("NFKC").replace(/[〒\s‐‑–—―−ーｰ-]/g, "");
  return /^\d{7}$/.test(digits) ? digits : null;
}

/** True for a real calendar day between 1900 and `today` ('YYYY-MM-DD'). */
export function isBirthday(day: string, today: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day < "1900-01-01" || day > today) return false;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** A number as people in its country write it ('+819012345678' -> '090-1234-5678'); abroad with its country's code. */
export function phoneForPeople(e164: string): string {
  const parsed = parsePhoneNumberFromString(e164);
  if (!parsed) return e164;
  return parsed.country === "JP" ? parsed.formatNational() : parsed.formatInternational();
}
