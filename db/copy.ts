import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from } from "pg-copy-streams";
import type { PoolClient } from "./client";

export type CopyCell = string | number | boolean | null;

const hasSpecial = /[\\\t\n\r]/;
const special = /[\\\t\n\r]/g;
const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** One row in COPY's text format. */
export function copyRow(cells: CopyCell[]): string {
  let row = "";
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i];
    if (i > 0) row += "\t";
    if (cell === null || cell === undefined) row += "\\N";
    else if (typeof cell === "string")
      row += hasSpecial.test(cell) ? cell.replace(special, (c) => escapes[c] ?? c) : cell;
    else if (typeof cell === "boolean") row += cell ? "t" : "f";
    else row += cell;
  }
  return `${row}\n`;
}

/** Streams text made by `copyRow` into `target` ('table (a, b)'), as fast as the database takes it. */
export async function copyInto(client: PoolClient, target: string, rows: AsyncIterable<string>): Promise<void> {
  await pipeline(
    Readable.from(rows, { objectMode: true, highWaterMark: 4 }),
    client.query(from(`copy ${target} from stdin`)),
  );
}
