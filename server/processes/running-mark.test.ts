import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { endLeftovers, findRunning, removeMark, writeMark } from "./running-mark";

let folder: string;
let other: ChildProcess;

/** A process whose command line looks like `what`, alive until it is killed. */
async function processLike(what: string): Promise<ChildProcess> {
  const file = join(folder, what);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, 'console.log("up"); setInterval(() => {}, 1000)');
  const child = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "ignore"] });
  await once(child.stdout ?? child, "data");
  return child;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "goen-mark-"));
});
afterEach(async () => {
  if (other.exitCode === null && other.signalCode === null) {
    other.kill("SIGKILL");
    await once(other, "exit");
  }
  rmSync(folder, { recursive: true, force: true });
});

describe("running mark", () => {
  it("finds a supervisor that runs, and no longer when it is gone", async () => {
    other = await processLike("server/processes/start.js");
    const mark = { pid: other.pid ?? 0, url: "http://localhost:3000", children: {} };
    writeMark(folder, mark);
    expect(findRunning(folder)).toEqual(mark);
    other.kill("SIGKILL");
    await once(other, "exit");
    expect(findRunning(folder)).toBeNull();
  });

  it("is not misled by a process that got the number of a dead supervisor", async () => {
    other = await processLike("editor.js");
    writeMark(folder, { pid: other.pid ?? 0, url: "http://localhost:3000", children: {} });
    expect(findRunning(folder)).toBeNull();
  });

  it("ends left-over children, and nobody else's process", async () => {
    other = await processLike("server/processes/worker.js");
    const stranger = await processLike("editor.js");
    writeMark(folder, { pid: 1, url: "", children: { worker: other.pid ?? 0, sender: stranger.pid ?? 0 } });
    const gone = once(other, "exit");
    expect(await endLeftovers(folder)).toEqual(["worker"]);
    await gone;
    expect(stranger.exitCode).toBeNull();
    stranger.kill("SIGKILL");
    await once(stranger, "exit");
  });

  it("removes only its own mark and survives a broken file", async () => {
    other = await processLike("server/processes/start.js");
    writeMark(folder, { pid: other.pid ?? 0, url: "", children: {} });
    removeMark(folder);
    expect(findRunning(folder)).not.toBeNull();
    writeFileSync(join(folder, "running.json"), '{"pid":');
    expect(findRunning(folder)).toBeNull();
    expect(await endLeftovers(folder)).toEqual([]);
  });
});
