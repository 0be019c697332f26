import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { firstFreePort } from "./port";
import { type BackOff, nextDelayMs, superviseChild } from "./supervised-child";

const quick: BackOff = { firstMs: 10, maxMs: 40, calmMs: 60_000 };

/** A place to wait for lines that a supervised process says. */
function listener() {
  const lines: string[] = [];
  const waiting: { part: string; resolve: () => void }[] = [];
  const say = (_name: string, line: string) => {
    lines.push(line);
    for (const entry of waiting.filter(({ part }) => line.includes(part))) entry.resolve();
  };
  const heard = (part: string): Promise<void> =>
    lines.some((line) => line.includes(part))
      ? Promise.resolve()
      : new Promise((resolve) => waiting.push({ part, resolve }));
  return { say, heard, lines };
}

const script = (code: string) => ({ name: "demo", args: ["-e", code], env: process.env });
const endsPolitely =
  'process.on("SIGTERM", () => process.exit(0)); setInterval(() => {}, 1000); console.log("up", process.pid)';
const ignoresRequests = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("up")';

describe("nextDelayMs", () => {
  it("doubles up to the maximum", () => {
    expect([1, 2, 3, 4].map((deaths) => nextDelayMs(deaths, quick))).toEqual([10, 20, 40, 40]);
  });
});

describe("superviseChild", () => {
  it("starts a child again that was killed, says so, and ends it when stopped", async () => {
    const { say, heard, lines } = listener();
    const pids: number[] = [];
    const child = superviseChild(script(endsPolitely), say, (pid) => pids.push(pid ?? 0), quick);
    await heard("up");
    process.kill(pids[0] ?? 0, "SIGKILL");
    await heard("starting again in 0.01 s");
    await heard(`up ${(await secondOf(pids)) ?? ""}`);
    await child.stop(10_000);
    expect(new Set(pids).size).toBe(2);
    expect(lines.filter((line) => line.includes("ended unexpectedly"))).toHaveLength(1);
    expect(() => process.kill(pids[1] ?? 0, 0)).toThrow("ESRCH");
  });

  it("kills a child that does not end in time, and says so", async () => {
    const { say, heard } = listener();
    const child = superviseChild(script(ignoresRequests), say, undefined, quick);
    await heard("up");
    await child.stop(50);
    await heard("did not end within 0.05 s");
    expect(() => process.kill(child.pid() ?? 0, 0)).toThrow("ESRCH");
  });

  it("can be stopped while it waits to start again", async () => {
    const { say, heard } = listener();
    const pids: (number | undefined)[] = [];
    const slow = { firstMs: 3_600_000, maxMs: 3_600_000, calmMs: 60_000 };
    const child = superviseChild(script("process.exit(3)"), say, (pid) => pids.push(pid), slow);
    await heard("code 3");
    await child.stop(1_000);
    expect(pids).toHaveLength(1);
  });
});

/** The second process id, once there is one. */
async function secondOf(pids: number[]): Promise<number | undefined> {
  while (pids.length < 2) await new Promise(setImmediate);
  return pids[1];
}

describe("firstFreePort", () => {
  it("names a used port and takes the next free one", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const said: string[] = [];
    const free = await firstFreePort(port, "127.0.0.1", (line) => said.push(line));
    server.close();
    expect(free).toBeGreaterThan(port);
    expect(said).toEqual([`Port ${port} is in use; taking ${free}.`]);
  });
});
