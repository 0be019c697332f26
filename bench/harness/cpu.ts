import { readFileSync } from "node:fs";
import type pg from "pg";

/** Processor time of the database's own processes so far, in microseconds; null where the system does not tell. */
export async function databaseCpu(watcher: pg.Client): Promise<number | null> {
  try {
    const { rows } = await watcher.query<{ pid: number }>("select pid from pg_stat_activity");
    const ticks = rows.map(({ pid }) => {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      return Number(fields[11]) + Number(fields[12]);
    });
    return ticks.reduce((a, b) => a + b, 0) * 10_000;
  } catch {
    return null;
  }
}
