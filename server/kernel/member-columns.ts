import type { Ctx } from "./ctx";
import type { CsvCell } from "./csv-write";

/** Columns that a module adds to every list of members that leaves the product; its own in its `jobs.ts` (`memberColumns`). */
export interface MemberColumns {
  headers: Record<"ja" | "en", readonly string[]>;
  /** The cells of many members at once, as many as there are headers; who is missing has empty ones. */
  of: (ctx: Ctx, memberIds: readonly string[], locale: "ja" | "en") => Promise<ReadonlyMap<string, readonly CsvCell[]>>;
}

let known: readonly MemberColumns[] = [];

/** Called once, by the list of modules (server/jobs/registry.ts): a module to the left cannot import those to its right. */
export function knowMemberColumns(columns: readonly MemberColumns[]): void {
  known = columns;
}

export const memberColumnHeaders = (locale: "ja" | "en"): string[] => known.flatMap(({ headers }) => headers[locale]);

/** What stands under those headers, member by member. */
export async function memberCells(
  ctx: Ctx,
  memberIds: readonly string[],
  locale: "ja" | "en",
): Promise<(memberId: string) => CsvCell[]> {
  if (memberIds.length === 0) return () => [];
  const parts: ((memberId: string) => readonly CsvCell[])[] = [];
  for (const { headers, of } of known) {
    const cells = await of(ctx, memberIds, locale);
    const none = headers[locale].map(() => null);
    parts.push((memberId) => cells.get(memberId) ?? none);
  }
  return (memberId) => parts.flatMap((part) => part(memberId));
}
