/** Most deliveries a sender leases at once: large enough to batch, small enough that a crash parks little. */
export const chunkSize = 500;
const minuteMs = 60_000;

export interface Chunk<R> {
  sendAt: Date;
  rows: R[];
}

/**
 * Cuts rows into chunks of one minute of sending and at most `size` rows. A chunk is due when its latest row is, so nobody
 * is written to before their time.
 */
export function cutIntoChunks<R extends { sendAt: Date }>(rows: R[], size = chunkSize): Chunk<R>[] {
  const sorted = [...rows].sort((a, b) => a.sendAt.getTime() - b.sendAt.getTime());
  const chunks: Chunk<R>[] = [];
  let minute = Number.NaN;
  for (const row of sorted) {
    const at = Math.ceil(row.sendAt.getTime() / minuteMs);
    let open = chunks.at(-1);
    if (!open || at !== minute || open.rows.length >= size) {
      open = { sendAt: row.sendAt, rows: [] };
      chunks.push(open);
      minute = at;
    }
    open.rows.push(row);
    open.sendAt = row.sendAt;
  }
  return chunks;
}
