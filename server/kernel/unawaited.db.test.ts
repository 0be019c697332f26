import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { auditLog, outboxEvents } from "@/db/schema/kernel";
import { members } from "@/db/schema/members";
import { inTransaction, read } from "./ctx";
import { send, unawaited } from "./database";
import { sqlStateOf, toPublicError } from "./errors";
import { newId } from "./ids";
import { insertRows } from "./insert-rows";
import { prepared } from "./prepared";
import { newTestMember, newTestShop } from "./testing";

const event = (tenantId: string, name: string, at: Date) => ({
  tenantId,
  name,
  payload: { quote: `"'\\ ${name}`, none: null },
  requestId: "test",
  createdAt: at,
  nextAttemptAt: at,
});

it("gives the error of a write that nobody waited for to who began the transaction, and keeps nothing of it", async () => {
  const { ctx } = await newTestShop();
  const writing = inTransaction(ctx, async (t) => {
    await insertRows(t.tx, outboxEvents, [event(t.tenant, "kept.if.alone", t.now)]);
    await unawaited(t.tx, t.tx.execute(sql`select 1 / ${0}::integer`));
    // Sent behind it: fails only because the transaction is broken off, which is not what the caller is told.
    await t.tx.execute(sql`select 1`);
  });
  expect(sqlStateOf(await writing.catch((error: unknown) => error))).toBe("22012");
  const last = inTransaction(ctx, (t) => unawaited(t.tx, t.tx.execute(sql`select 1 / ${0}::integer`)));
  expect(sqlStateOf(await last.catch((error: unknown) => error))).toBe("22012");
  const { rows } = await read(ctx, (tx) => tx.execute(sql`select count(*)::integer as n from outbox_events`));
  expect(rows).toEqual([{ n: 0 }]);
});

it("refuses to commit what a failed statement has broken off, though its error was swallowed", async () => {
  const { ctx } = await newTestShop();
  const swallowing = inTransaction(ctx, async (t) => {
    await t.tx.execute(sql`select 1 / ${0}::integer`).catch(() => null);
  });
  await expect(swallowing).rejects.toThrow("whose error was not passed on");
});

it("uses a connection further after a transaction that failed", async () => {
  const { ctx } = await newTestShop();
  for (let n = 0; n < 30; n += 1) {
    await expect(
      inTransaction(ctx, (t) => unawaited(t.tx, t.tx.execute(sql`select 1 / ${0}::integer`))),
    ).rejects.toThrow();
    const { rows } = await read(ctx, (tx) => tx.execute(sql`select ${n}::integer as n`));
    expect(rows).toEqual([{ n }]);
  }
});

it("inserts one row and many by the same statement, keeps defaults, and says how many were new", async () => {
  const { ctx } = await newTestShop();
  const names = ["a", "b", "c"];
  await inTransaction(ctx, async (t) => {
    expect(await insertRows(t.tx, outboxEvents, [])).toBe(0);
    expect(await insertRows(t.tx, outboxEvents, [event(t.tenant, "a", t.now)])).toBe(1);
    expect(await insertRows(t.tx, outboxEvents, [event(t.tenant, "b", t.now), event(t.tenant, "c", t.now)])).toBe(2);
    const row = { tenantId: t.tenant, id: newId(), at: t.now, actorKind: "system", action: "test", requestId: "r" };
    const entry = { ...row, subjectKind: "test", before: null, after: { yen: 9_007_199_254_740_991 } };
    expect(await insertRows(t.tx, auditLog, [entry])).toBe(1);
    expect(await insertRows(t.tx, auditLog, [entry], { unlessThere: true })).toBe(0);
  });
  const [events, [entry]] = await read(ctx, async (tx) => [
    await tx.select().from(outboxEvents).orderBy(outboxEvents.id),
    await tx.select().from(auditLog),
  ]);
  expect(events.map(({ name }) => name)).toEqual(names);
  expect(events[1]).toMatchObject({ ...event(ctx.tenant, "b", ctx.now), attempts: 0, lastError: null });
  expect(entry).toMatchObject({ before: null, after: { yen: 9_007_199_254_740_991 } });
});

it("takes half a character as a text does, and refuses a NUL as the caller's mistake", async () => {
  const { ctx } = await newTestShop();
  const write = (name: string) =>
    inTransaction(ctx, (t) => insertRows(t.tx, outboxEvents, [event(t.tenant, name, t.now)]));
  await write("half \ud83d of it, \\ud83d in words, whole 😀");
  const [row] = await read(ctx, (tx) => tx.select().from(outboxEvents));
  expect(row?.name).toBe("half � of it, \\ud83d in words, whole 😀");
  expect(toPublicError(await write("a\0b").catch((error: unknown) => error))).toMatchObject({ code: "invalid" });
});

it("fills a prepared statement in anew for each transaction and tenant", async () => {
  const numberOf = prepared(["memberId"], (tx, at) =>
    tx.select({ memberNo: members.memberNo }).from(members).where(sql`${members.memberId} = ${at.memberId}`),
  );
  const [one, other] = [await newTestShop(), await newTestShop()];
  const [mine, theirs] = [await newTestMember(one.ctx), await newTestMember(other.ctx)];
  for (let n = 0; n < 3; n += 1) {
    expect(await read(one.ctx, (tx) => numberOf(tx, { memberId: mine }))).toHaveLength(1);
    expect(await read(one.ctx, (tx) => numberOf(tx, { memberId: theirs }))).toHaveLength(0);
    expect(await read(other.ctx, (tx) => numberOf(tx, { memberId: theirs }))).toHaveLength(1);
  }
});

it("gives the error that was waited for, not those of the writes behind it", async () => {
  const { ctx } = await newTestShop();
  const writing = inTransaction(ctx, async (t) => {
    const failing = t.tx.execute(sql`select 1 / ${0}::integer`).catch(() => {
      throw new Error("told in words");
    });
    await unawaited(t.tx, t.tx.execute(sql`select 1`));
    await failing;
  });
  await expect(writing).rejects.toThrow("told in words");
});

it("works in the order in which it is asked, in whatever way a statement is put together", async () => {
  const { ctx } = await newTestShop();
  await newTestMember(ctx);
  const clock = sql<number>`extract(epoch from clock_timestamp()) * 1000000`.mapWith(Number);
  const byPrepared = prepared(["least"], (tx, { least }) =>
    tx.select({ at: clock }).from(members).where(sql`${members.memberNo} > ${least}`).limit(1),
  );
  for (let n = 0; n < 20; n += 1) {
    const times = await read(ctx, async (tx) => {
      const byText = () => tx.execute<{ at: string }>(sql`select ${clock} as at`).then(({ rows }) => rows);
      const byBuilder = () => send(tx.select({ at: clock }).from(members).limit(1));
      const ways = [byText, () => byPrepared(tx, { least: "" }), byBuilder, byText, byBuilder, byText];
      // Turned a little further each time, so that every way comes before and after every other.
      const turned = ways.map((_, at) => ways[(at + n) % ways.length] ?? byText);
      return Promise.all(turned.map((ask) => ask()));
    });
    const asked = times.map(([row]) => Number(row?.at));
    expect(asked).toEqual(asked.toSorted((a, b) => a - b));
    expect(new Set(asked).size).toBe(asked.length);
  }
});
