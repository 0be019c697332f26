export const LOCALES = ["ja", "en"] as const;
export type Locale = (typeof LOCALES)[number];

/** Name of the cookie that keeps a person's choice of language. */
export const LOCALE_COOKIE = "goen.locale";

const isLocale = (value: string | undefined): value is Locale => LOCALES.includes(value as Locale);

/** The language to answer in: the cookie, else the best of Accept-Language (RFC 9110, 12.5.4), else Japanese. */
export function chooseLocale(cookie: string | undefined, acceptLanguage: string | null | undefined): Locale {
  if (isLocale(cookie)) return cookie;
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part, order) => {
      const [tag = "", ...params] = part.trim().toLowerCase().split(";");
      const q = params.map((p) => p.trim()).find((p) => p.startsWith("q="));
      const weight = q ? Number(q.slice(2)) : 1;
      return { language: tag.split("-")[0], weight: Number.isFinite(weight) ? weight : 0, order };
    })
    .filter((w) => w.weight > 0 && isLocale(w.language))
    .sort((a, b) => b.weight - a.weight || a.order - b.order);
  return (wanted[0]?.language as Locale | undefined) ?? "ja";
}
