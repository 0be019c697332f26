import { z } from "zod";

// Stricter than RFC 5321 on characters, laxer on dots: old addresses of Japanese carriers ('a..b@docomo.ne.jp', 'abc.@...')
// are real. No comma, space, quote or bracket, so that one address can never become two in a header; ASCII only, so that
// 'ｔａｎａｋａ' or a Cyrillic 'а' can never fold into somebody else's address.
const shape = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

/** The form in which an address is stored and compared: trimmed, lower case. Null when it is no address we would write to. */
export function normaliseEmail(text: string): string | null {
  const trimmed = text.trim();
  // toLowerCase on non-ASCII may produce ASCII (KELVIN SIGN -> k): looked at before, not after.
  if (!/^[\x21-\x7e]{3,254}$/.test(trimmed)) return null;
  const lower = trimmed.toLowerCase();
  return shape.test(lower) ? lower : null;
}

/** Zod shape of an e-mail address as typed by a person; gives its normalised form. */
export const emailAddress = z
  .string()
  .max(320)
  .transform((text, check) => {
    const normalised = normaliseEmail(text);
    if (normalised === null) {
      check.addIssue({ code: "custom", message: "email" });
      return z.NEVER;
    }
    return normalised;
  });
