import type { RowCounts } from "@/server/imports/input";
import type { PointsBasis } from "@/server/purchases/input";

export const importKindNames = ["members", "products", "stores", "purchases"] as const;
export type ImportKindName = (typeof importKindNames)[number];

/** Lines and sums of a file of sales; amounts in thousandths of a yen, as text. */
export interface SalesBooks {
  read: { lines: number; thousandths: string };
  categories: readonly { category: string; receipts: number; lines: number; thousandths: string }[];
  setAside: readonly { reason: string; lines: number; thousandths: string }[];
  made: { members: number; products: number };
  pointsBasis?: PointsBasis;
  points: { given: number };
  warranties: number;
}

/** What a run leaves behind. */
export type ImportReportView =
  | { kind: "rows"; counts: RowCounts; isResumed: boolean }
  | { kind: "purchases"; books: SalesBooks; isResumed: boolean }
  | { kind?: undefined; reason: string; details: Record<string, string | number> };
