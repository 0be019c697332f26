import { DomainError } from "./errors";

/** Packs the sort values of a list's last row into a text for the URL. */
export const cursorOf = (...values: string[]): string => Buffer.from(JSON.stringify(values)).toString("base64url");

/** Unpacks a cursor of `size` values; throws `invalid` for anything a person has typed or cut. */
export function readCursor(text: string, size: number): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (Array.isArray(values) && values.length === size && values.every((v): v is string => typeof v === "string"))
      return values;
  } catch {
    // falls through to the one refusal below
  }
  throw new DomainError("invalid", "kernel.invalid_input", { field: "cursor" });
}
