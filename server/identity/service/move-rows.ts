import { sql } from "drizzle-orm";
import type { TxCtx } from "@/server/kernel/ctx";
import { type LeftBehind, type MergeMove, mergeTables, type RowKey } from "@/server/kernel/member-merge";

async function copy(t: TxCtx, table: string, from: string, to: string, keys: readonly RowKey[] | null) {
  const { rows } = await t.tx.execute<{ keys: RowKey[] }>(sql`
    select goen.merge_copy(${t.tenant}, ${table}, ${from}, ${to}, ${keys && JSON.stringify(keys)}::jsonb) as keys`);
  return rows[0]?.keys ?? [];
}

async function clear(t: TxCtx, copied: readonly [string, readonly RowKey[]][], from: string, to: string) {
  for (const [table, keys] of [...copied].reverse())
    await t.tx.execute(
      sql`select goen.merge_clear(${t.tenant}, ${table}, ${from}, ${to}, ${JSON.stringify(keys)}::jsonb)`,
    );
}

/** Moves every row that a module does not keep; what the other record has alike stays. Returns the keys of what moved. */
export async function moveRows(t: TxCtx, from: string, to: string): Promise<Map<string, RowKey[]>> {
  const moved: [string, RowKey[]][] = [];
  for (const { table, kept } of mergeTables()) {
    if (kept !== undefined) continue;
    const keys = await copy(t, table, from, to, null);
    if (keys.length > 0) moved.push([table, keys]);
  }
  await clear(t, moved, from, to);
  return new Map(moved);
}

/** Moves back what came, as each module says; returns what stays. */
export async function moveRowsBack(t: TxCtx, move: MergeMove): Promise<LeftBehind[]> {
  const left: LeftBehind[] = [];
  const going: [string, readonly RowKey[]][] = [];
  for (const { table, kept, back } of mergeTables()) {
    if (kept !== undefined) continue;
    const answer = back ? await back(t, move) : { keys: move.moved.get(table) ?? [] };
    if (answer.left) left.push(answer.left);
    if (answer.keys.length > 0) going.push([table, answer.keys]);
  }
  const copied: [string, readonly RowKey[]][] = [];
  for (const [table, keys] of going)
    copied.push([table, await copy(t, table, move.toMemberId, move.fromMemberId, keys)]);
  await clear(t, copied, move.toMemberId, move.fromMemberId);
  return left;
}
