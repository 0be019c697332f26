import { getTableColumns, getTableName, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "./database";

interface Shape {
  /** The statement up to its rows, by the keys that are given. */
  texts: Map<string, string>;
  nameOf: Map<string, string>;
}
const shapes = new WeakMap<PgTable, Shape>();

function shapeOf(table: PgTable): Shape {
  const nameOf = new Map(Object.entries(getTableColumns(table)).map(([key, column]) => [key, column.name]));
  const shape = { texts: new Map<string, string>(), nameOf };
  shapes.set(table, shape);
  return shape;
}

const wellFormed = (_key: string, value: unknown) => (typeof value === "string" ? value.toWellFormed() : value);

/** As JSON that Postgres reads. Half a character is written as an escape, which it refuses in JSON while it takes it in a text as "�": so here too. */
function jsonOf(rows: unknown): string {
  const json = JSON.stringify(rows);
  return /\\ud[89a-f]/.test(json) ? JSON.stringify(rows, wellFormed) : json;
}

/**
 * Inserts rows by a statement that is the same for any number of them, so that connections keep its plan and nothing is put together at each
 * call. All rows have the keys of the first; other columns take their defaults. With `unlessThere`, rows that are there already are left alone.
 * Sent at once. Returns how many were written.
 */
export function insertRows<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T["$inferInsert"][],
  { unlessThere = false } = {},
): Promise<number> {
  const [first] = rows as readonly Record<string, unknown>[];
  if (!first) return Promise.resolve(0);
  const { texts, nameOf } = shapes.get(table) ?? shapeOf(table);
  const keys = Object.keys(first).filter((key) => first[key] !== undefined);
  const shape = keys.join();
  let text = texts.get(shape);
  if (text === undefined) {
    const [name, columns] = [`"${getTableName(table)}"`, keys.map((key) => `"${nameOf.get(key) ?? key}"`).join(", ")];
    text = `insert into ${name} (${columns}) select ${columns} from jsonb_populate_recordset(null::${name}, `;
    texts.set(shape, text);
  }
  const given = (rows as readonly Record<string, unknown>[]).map((row) =>
    Object.fromEntries(keys.map((key) => [nameOf.get(key) ?? key, row[key]])),
  );
  const end = unlessThere ? ") on conflict do nothing" : ")";
  const written = tx.execute(sql`${sql.raw(text)}${jsonOf(given)}${sql.raw(end)}`);
  return written.then(({ rowCount }) => rowCount ?? 0);
}
