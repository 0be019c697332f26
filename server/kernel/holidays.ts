import japan from "@holiday-jp/holiday_jp";

const known: Readonly<Record<string, { name: string; name_en: string }>> = japan.holidays;

/** Japan's public holidays (1970 to 2050) from one day to another, both included, by day 'YYYY-MM-DD'. */
export function holidaysBetween(from: string, to: string, locale: string): Record<string, string> {
  const days = Object.entries(known).filter(([day]) => day >= from && day <= to);
  return Object.fromEntries(days.map(([day, { name, name_en }]) => [day, locale === "ja" ? name : name_en]));
}
