import type { Ctx } from "./ctx";

/**
 * A part of "everything we hold about one person" (個人情報保護法 art. 33). Each module lists its own in its `jobs.ts`; the export
 * asks all of them. `collect` gives plain rows, complete, as the member may read them: instants, numbers and words, no hashes.
 */
export interface PersonSource {
  /** The key in the export: a plural noun in snake_case. */
  name: string;
  collect: (ctx: Ctx, memberId: string) => Promise<unknown>;
}

/** Everything behind a cursor, page after page. */
export async function allPages<Row, Cursor>(
  page: (cursor: Cursor | undefined) => Promise<{ rows: Row[]; cursor: Cursor | null }>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: Cursor | undefined;
  for (;;) {
    const next = await page(cursor);
    rows.push(...next.rows);
    if (next.cursor === null) return rows;
    cursor = next.cursor;
  }
}
