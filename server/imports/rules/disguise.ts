/** What a file really is, by its first bytes; null when it may be a text. */
export type Disguise = "xlsx" | "zip" | "xls" | "picture" | "pdf" | "binary";

const begins = (bytes: Uint8Array, ...head: number[]) => head.every((byte, index) => bytes[index] === byte);
const says = (bytes: Uint8Array, text: string, at = 0) =>
  [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

/** Names what only calls itself a CSV file, so that one can say how to save a real one. Gzip is taken as it is. */
export function disguiseOf(bytes: Uint8Array): Disguise | null {
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04) || begins(bytes, 0x50, 0x4b, 0x05, 0x06)) {
    const names = new TextDecoder("latin1").decode(bytes);
    return /\[Content_Types\]|xl\/|_rels\//.test(names) ? "xlsx" : "zip";
  }
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return "xls";
  if (says(bytes, "%PDF")) return "pdf";
  const isPicture =
    begins(bytes, 0x89, 0x50, 0x4e, 0x47) ||
    begins(bytes, 0xff, 0xd8, 0xff) ||
    says(bytes, "GIF8") ||
    (says(bytes, "RIFF") && says(bytes, "WEBP", 8)) ||
    says(bytes, "ftyp", 4);
  if (isPicture) return "picture";
  const isPacked = begins(bytes, 0x1f, 0x8b);
  const isUtf16 = begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff);
  return !isPacked && !isUtf16 && bytes.subarray(0, 4_096).includes(0) ? "binary" : null;
}
