import { readFileSync } from "node:fs";
import type pg from "pg";

const statOf = (pid: number) =>
  (readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? []).map(Number);
/** Of a process: its parent, its own time, and that of its children which have ended, in ticks of 10 ms. */
const readStat = (pid: number) => {
  const fields = statOf(pid);
  const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map((at) => fields[at] ?? 0);
  return { parent: parent ?? 0, own: (user ?? 0) + (system ?? 0), ended: (endedUser ?? 0) + (endedSystem ?? 0) };
};

/** Processor time of the database's processes so far, those that have ended too, in microseconds; null where the system does not tell. */
export async function databaseCpu(watcher: pg.Client): Promise<number | null> {
  try {
    const { rows } = await watcher.query<{ pid: number }>("select pid from pg_stat_activity");
    const stats = rows.map(({ pid }) => readStat(pid));
    const server = readStat(stats[0]?.parent ?? 0);
    return (stats.reduce((sum, { own }) => sum + own, 0) + server.own + server.ended) * 10_000;
  } catch {
    return null;
  }
}
