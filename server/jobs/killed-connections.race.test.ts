import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, expect, it } from "vitest";
import { segments } from "@/db/schema/segments";
import { inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestShop } from "@/server/kernel/testing";
import { checkHealth } from "./health";

const killingMs = Number(process.env.GOEN_KILL_MS ?? 60_000);
const worker = spawn(process.execPath, ["--import", "tsx", "server/processes/worker.ts"], {
  env: { ...process.env, NODE_ENV: "test", GOEN_PROCESS: "worker" },
  stdio: ["ignore", "pipe", "pipe"],
});
let said = "";
worker.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
worker.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
afterAll(() => void worker.kill("SIGKILL"));

const isWorkerUp = async () => (await checkHealth(new Date())).parts.worker === "ok";
const until = async (condition: () => Promise<boolean>, ms: number) => {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    if (await condition()) return true;
    await delay(250);
  }
  return false;
};

it(
  "keeps every process alive, every request bounded and every acknowledged write while all connections are killed again and again",
  async () => {
    const { ctx } = await newTestShop();
    expect(await until(isWorkerUp, 30_000), said).toBe(true);
    const killer = new pg.Client({ connectionString: process.env.GOEN_TEST_SUPERUSER_URL });
    killer.on("error", () => {});
    await killer.connect();

    const stopAt = Date.now() + killingMs;
    const acknowledged: string[] = [];
    let slowestMs = 0;
    let tries = 0;
    const request = async () => {
      while (Date.now() < stopAt) {
        const [id, begun] = [newId(), Date.now()];
        tries += 1;
        const row = { tenantId: ctx.tenant, id, name: id, rule: {}, createdAt: ctx.now, updatedAt: ctx.now };
        // Written so that a repeat after a lost answer is harmless, as every verb is.
        await inTransaction(ctx, ({ tx }) => tx.insert(segments).values(row).onConflictDoNothing()).then(
          () => acknowledged.push(id),
          () => {},
        );
        slowestMs = Math.max(slowestMs, Date.now() - begun);
      }
    };
    const kill = async () => {
      let killed = 0;
      while (Date.now() < stopAt) {
        const done = await killer.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
        );
        killed += done.rowCount ?? 0;
        await delay(400);
      }
      return killed;
    };
    const [killed] = await Promise.all([kill(), ...Array.from({ length: 6 }, request)]);
    await killer.end();

    expect(killed).toBeGreaterThan(20);
    expect(acknowledged.length).toBeGreaterThan(tries / 2);
    expect(slowestMs).toBeLessThan(30_000);
    const kept = await read(ctx, (tx) => tx.select({ id: segments.id }).from(segments));
    const ids = new Set(kept.map((row) => row.id));
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);

    expect(worker.exitCode, said).toBeNull();
    await inTransaction(ctx, ({ tx }) => tx.execute(sql`delete from process_heartbeats`));
    expect(await until(isWorkerUp, 30_000), said).toBe(true);
    worker.kill("SIGTERM");
    const [code] = (await once(worker, "exit")) as [number | null];
    expect(code, said).toBe(0);
  },
  killingMs + 120_000,
);
