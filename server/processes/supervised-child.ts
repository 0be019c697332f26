// One child process kept alive: its output is prefixed, it is started again with back-off when it dies.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

export type ChildSpec = {
  name: string;
  /** Arguments for this very Node. */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
};

export type BackOff = { firstMs: number; maxMs: number; calmMs: number };
const usualBackOff: BackOff = { firstMs: 1_000, maxMs: 30_000, calmMs: 60_000 };

export type SupervisedChild = {
  readonly name: string;
  pid(): number | undefined;
  /** Asks it to end (SIGTERM) and resolves when it has; after `graceMs` it is killed with its descendants. */
  stop(graceMs: number): Promise<void>;
};

const windows = process.platform === "win32";

/** Waiting time before the next start, in milliseconds; doubles with each death that follows soon after a start. */
export function nextDelayMs(deathsInARow: number, backOff: BackOff): number {
  return Math.min(backOff.maxMs, backOff.firstMs * 2 ** Math.max(0, deathsInARow - 1));
}

/** Starts the child now and again whenever it ends by itself, until stopped. `onStart` hears every new process id. */
export function superviseChild(
  spec: ChildSpec,
  say: (name: string, line: string) => void,
  onStart: (pid: number | undefined) => void = () => {},
  backOff: BackOff = usualBackOff,
): SupervisedChild {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let deathsInARow = 0;

  function start(): void {
    const startedAt = performance.now();
    // A process group of its own: Ctrl-C reaches only the supervisor, which then ends everything in order.
    const born = spawn(process.execPath, [...spec.args], {
      env: spec.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: !windows,
    });
    child = born;
    onStart(born.pid);
    for (const stream of [born.stdout, born.stderr]) forward(stream, (line) => say(spec.name, line));
    born.on("error", (error) => say(spec.name, `cannot be started: ${error.message}`));
    born.once("exit", (code, signal) => {
      killGroup(born); // whatever it left behind
      if (isStopping) return;
      const livedMs = performance.now() - startedAt;
      deathsInARow = livedMs > backOff.calmMs ? 1 : deathsInARow + 1;
      const delayMs = nextDelayMs(deathsInARow, backOff);
      say(spec.name, `ended unexpectedly (${signal ?? `code ${code}`}); starting again in ${delayMs / 1000} s`);
      timer = setTimeout(start, delayMs);
    });
  }

  async function stop(graceMs: number): Promise<void> {
    isStopping = true;
    clearTimeout(timer);
    const last = child;
    if (!last || last.exitCode !== null || last.signalCode !== null) return;
    const ended = new Promise((resolve) => last.once("exit", resolve));
    last.kill("SIGTERM");
    const killer = setTimeout(() => {
      say(spec.name, `did not end within ${graceMs / 1000} s; killed`);
      killGroup(last);
    }, graceMs);
    await ended;
    clearTimeout(killer);
    killGroup(last);
  }

  start();
  return { name: spec.name, pid: () => child?.pid, stop };
}

function forward(stream: Readable | null, onLine: (line: string) => void): void {
  if (stream) createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on("line", onLine);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (windows) child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // nobody of that group is left
  }
}
