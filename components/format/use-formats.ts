import { useLocale, useTimeZone } from "next-intl";
import { type Formats, makeFormats } from "./formats";

const made = new Map<string, Formats>();

/** The formats of the reader's language and zone, as functions that return text. Works in server and client components. */
export function useFormats(): Formats {
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "Asia/Tokyo";
  const key = `${locale} ${timeZone}`;
  const known = made.get(key);
  if (known) return known;
  const formats = makeFormats(locale, timeZone);
  made.set(key, formats);
  return formats;
}
