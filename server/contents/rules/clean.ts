// Controls, line and paragraph separators, zero-width and direction marks: nothing a name or a product needs, and each of
// them can bend a subject line or the order of what is read.
const unwanted = /[\p{Cc}\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** A value from outside as one line of well-formed text: no controls, no doubled spaces, at most `maxLength` code units. */
export function cleanText(value: string, maxLength = 200): string {
  const line = value
    .toWellFormed()
    .replace(/[\t\n\v\f\r]/g, " ")
    .replace(unwanted, "")
    .replace(/ {2,}/g, " ")
    .trim();
  return line.length <= maxLength
    ? line
    : `${line
        .slice(0, maxLength - 1)
        .toWellFormed()
        .replace(/\ufffd$/, "")
        .trimEnd()}…`;
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };
const special = /[&<>"']/;
const everySpecial = /[&<>"']/g;

/** Escapes as React does, for text and attributes alike, so that a filled mail equals a rendered one byte for byte. */
export const escapeHtml = (value: string): string =>
  special.test(value) ? value.replace(everySpecial, (character) => escapes[character] ?? character) : value;

/** An image address that a mail may load: http(s) only, made absolute. Anything else becomes the fallback. */
export function imageSource(value: string | null, baseUrl: string, fallback: string): string {
  if (!value || !URL.canParse(value, baseUrl)) return fallback;
  const url = new URL(value, baseUrl);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : fallback;
}
