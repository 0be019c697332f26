// A file in the data folder that says which process runs Goen there, where it answers, and who its children are.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

export type RunningMark = { pid: number; url: string; children: Record<string, number> };

const goneWithinMs = 5_000;

const fileIn = (dataDir: string) => join(dataDir, "running.json");

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The command line of a process, or null where the system does not tell. Process ids are used again after a restart. */
function commandOf(pid: number): string | null {
  if (existsSync(`/proc/${pid}/cmdline`)) return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  if (process.platform === "win32") return null;
  const { status, stdout } = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  return status === 0 ? stdout : null;
}

function read(dataDir: string): RunningMark | null {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), "utf8")) as RunningMark;
  } catch {
    return null; // no file, or one cut short by a power failure
  }
}

/** The supervisor that runs on this data folder now, or null. */
export function findRunning(dataDir: string): RunningMark | null {
  const mark = read(dataDir);
  if (!mark || mark.pid === process.pid || !isAlive(mark.pid)) return null;
  return commandOf(mark.pid)?.includes("processes/start") === false ? null : mark;
}

/** Ends children that outlived a supervisor which was killed hard, and waits until they are gone. Returns their names. */
export async function endLeftovers(dataDir: string): Promise<string[]> {
  const children = Object.entries(read(dataDir)?.children ?? {});
  const ended = children.filter(([, pid]) => isAlive(pid) && isGoenChild(commandOf(pid)));
  for (const [, pid] of ended) process.kill(pid, "SIGKILL");
  const until = performance.now() + goneWithinMs;
  // Their ports are free again only when they are gone; one that nobody reaps looks alive for ever, hence the limit.
  while (performance.now() < until && ended.some(([, pid]) => isAlive(pid))) await delay(20);
  return ended.map(([name]) => name);
}

function isGoenChild(command: string | null): boolean {
  return command !== null && /server\/processes\/|next-server|next\/dist\/bin\/next|next (?:start|dev)/.test(command);
}

/** Writes the mark in one move, so that a reader never sees half of it. */
export function writeMark(dataDir: string, mark: RunningMark): void {
  mkdirSync(dataDir, { recursive: true });
  const temporary = `${fileIn(dataDir)}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(mark));
  renameSync(temporary, fileIn(dataDir));
}

export function removeMark(dataDir: string): void {
  if (read(dataDir)?.pid === process.pid) rmSync(fileIn(dataDir), { force: true });
}
