/** How dates may be written, by what stands first; each list is tried in turn. The server's own lists are the same (tested). */
export const dateOrders = {
  year: [
    "yyyy-MM-dd HH:mm:ss",
    "yyyy-MM-dd HH:mm",
    "yyyy-MM-dd",
    "yyyy/M/d H:mm:ss",
    "yyyy/M/d H:mm",
    "yyyy/M/d",
    "yyyy年M月d日",
    "yyyy.M.d",
    "yyyyMMdd",
    "iso",
  ],
  month: ["M/d/yyyy H:mm:ss", "M/d/yyyy H:mm", "M/d/yyyy", "M-d-yyyy", "M.d.yyyy"],
  day: ["d/M/yyyy H:mm:ss", "d/M/yyyy H:mm", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"],
} as const;
export type DateOrder = keyof typeof dateOrders;

/** What stands first in these forms. */
export function orderOf(formats: readonly string[]): DateOrder {
  const first = formats[0] ?? "";
  return first.startsWith("M") ? "month" : first.startsWith("d") ? "day" : "year";
}
