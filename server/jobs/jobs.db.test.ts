import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { outboxEvents } from "@/db/schema/kernel";
import { inTransaction } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { emit, subscribe } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { defineJob, enqueue } from "@/server/kernel/jobs";
import { newTestShop } from "@/server/kernel/testing";
import { drainOutbox } from "./outbox";
import { taskFor } from "./queue";
import { runTick } from "./tick";

const eventsOf = (tenant: string) =>
  database("batch").transaction(null, "read", (tx) => tx.select().from(outboxEvents).where(sql`tenant_id = ${tenant}`));

describe("the outbox", () => {
  it("hands an event over after its commit, in the shop it came from, and then forgets it", async () => {
    const { ctx } = await newTestShop();
    const memberId = newId();
    await inTransaction(ctx, (t) => emit(t, "member.joined", { memberId, storeId: null }));
    const seen: unknown[] = [];
    const listener = subscribe({
      event: "member.joined",
      name: "test",
      handle: async (inner, payload) => void seen.push([inner.tenant, payload.memberId, inner.requestId]),
    });
    await drainOutbox([listener], ctx.now);
    expect(seen).toContainEqual([ctx.tenant, memberId, ctx.requestId]);
    expect(await eventsOf(ctx.tenant)).toEqual([]);
  });

  it("puts a failing event off with back-off, keeps its error, and hands over the one behind it", async () => {
    const { ctx } = await newTestShop();
    const [bad, good] = [newId(), newId()];
    for (const memberId of [bad, good])
      await inTransaction(ctx, (t) => emit(t, "member.joined", { memberId, storeId: null }));
    const seen: string[] = [];
    const listener = subscribe({
      event: "member.joined",
      name: "test",
      handle: async (_, payload) => {
        if (payload.memberId === bad) throw new Error("the mail server is away");
        seen.push(payload.memberId);
      },
    });
    await drainOutbox([listener], ctx.now);
    expect(seen).toEqual([good]);
    const [left] = await eventsOf(ctx.tenant);
    expect(left).toMatchObject({ attempts: 1, lastError: "the mail server is away" });
    expect(left?.nextAttemptAt.getTime()).toBe(ctx.now.getTime() + 60_000);
  });
});

describe("the queue", () => {
  it("holds a job if and only if the write that asked for it was committed", async () => {
    const { ctx } = await newTestShop();
    const asking = (fails: boolean) =>
      inTransaction(ctx, async (t) => {
        await enqueue(t, "test.job", { n: 1 }, { key: `${ctx.tenant}:${fails}` });
        if (fails) throw new Error("stop");
      });
    await asking(false);
    await expect(asking(true)).rejects.toThrow("stop");
    const jobs = await database("owner").transaction(null, "read", (tx) =>
      tx.execute<{ key: string }>(sql`select key from graphile_worker.jobs where key like ${`${ctx.tenant}%`}`),
    );
    expect(jobs.rows.map((row) => row.key)).toEqual([`${ctx.tenant}:false`]);
  });

  it("ends a job whose input is wrong, and lets any other failure be tried again", async () => {
    const { ctx } = await newTestShop();
    const task = (error: Error) =>
      taskFor(defineJob({ name: "t", payload: z.object({ n: z.number() }), handle: () => Promise.reject(error) }));
    const body = { tenant: ctx.tenant, requestId: newId(), payload: { n: 1 } };
    await expect(task(new DomainError("refused", "test.no"))(body)).resolves.toBeUndefined();
    await expect(task(new Error("unused"))({ ...body, payload: { n: "one" } })).resolves.toBeUndefined();
    await expect(task(new Error("network"))(body)).rejects.toThrow("network");
  });
});

describe("runTick", () => {
  it("runs once although two processes call it at the same moment, and goes on with the next shop when one fails", async () => {
    const shops = [await newTestShop(), await newTestShop()].map((shop) => shop.ctx.tenant as string);
    let calls = 0;
    const second = Promise.withResolvers<boolean>();
    const tick = {
      name: `test.${newId()}`,
      everySeconds: 1,
      role: "app" as const,
      run: async ({ tenant }: { tenant: string }): Promise<void> => {
        if (!shops.includes(tenant)) return;
        calls += 1;
        // The first holds the lock until the second has been turned away.
        if (calls === 1) second.resolve(runTick(tick, new Date()));
        await second.promise;
        throw new Error("this shop is in trouble");
      },
    };
    const ran = [await runTick(tick, new Date()), await second.promise];
    expect(ran.filter(Boolean)).toHaveLength(1);
    expect(calls).toBe(2);
  });
});
