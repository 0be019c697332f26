import { inspect } from "node:util";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { members } from "@/db/schema/members";
import { audit } from "./audit";
import { inTransaction, read } from "./ctx";
import { database } from "./database";
import { emit } from "./domain-events";
import { sqlStateOf, toPublicError, violatedConstraint } from "./errors";
import { newId } from "./ids";
import { newTestMember, newTestShop } from "./testing";

describe("the tenant wall", () => {
  it("shows a transaction only the rows of its tenant, and none without one", async () => {
    const [mine, other] = [await newTestShop(), await newTestShop()];
    const memberId = await newTestMember(mine.ctx);
    const count = (tenant: typeof mine.ctx.tenant | null) =>
      database("app").transaction(tenant, "read", (tx) =>
        tx.select().from(members).where(sql`member_id = ${memberId}`),
      );
    expect(await count(mine.ctx.tenant)).toHaveLength(1);
    expect(await count(other.ctx.tenant)).toHaveLength(0);
    expect(await count(null)).toHaveLength(0);
  });

  it("refuses to write a row of another tenant", async () => {
    const [mine, other] = [await newTestShop(), await newTestShop()];
    const crossing = database("app").transaction(mine.ctx.tenant, "write", (tx) =>
      tx.execute(sql`insert into segments values (${other.ctx.tenant}, ${newId()}, 'x', '{}', now(), now())`),
    );
    await expect(crossing).rejects.toMatchObject({ cause: { message: expect.stringContaining("row-level security") } });
  });
});

describe("an error of the database", () => {
  it("carries no value that somebody gave, but what programs go by", async () => {
    const { ctx } = await newTestShop();
    const secret = "hanako.secret@example.jp";
    const writing = ctx.db.transaction(ctx.tenant, "write", async (tx) => {
      const key = sql`insert into member_keys (tenant_id, kind, value, member_id, created_at)
        values (${ctx.tenant}, 'email', ${secret}, ${newId()}, ${ctx.now})`;
      await tx.execute(key);
      await tx.execute(key);
    });
    const error: unknown = await writing.catch((thrown: unknown) => thrown);
    expect(inspect(error, { depth: null })).not.toContain(secret);
    expect(inspect(error, { depth: null })).toContain("insert into member_keys");
    expect(sqlStateOf(error)).toBe("23505");
    expect(violatedConstraint(error)).toEqual(expect.any(String));
  });
});

describe("a text with a NUL in it", () => {
  it("is the caller's mistake, in a column and in JSON", async () => {
    const { ctx } = await newTestShop();
    for (const one of [sql`select ${"a\0b"}::text`, sql`select ${JSON.stringify(["a\0b"])}::jsonb`]) {
      const error: unknown = await read(ctx, (tx) => tx.execute(one)).catch((thrown: unknown) => thrown);
      expect(toPublicError(error)).toMatchObject({ code: "invalid", reason: "kernel.invalid_input" });
    }
  });
});

describe("inTransaction", () => {
  it("commits change, audit and event together, or none of them", async () => {
    const { ctx } = await newTestShop();
    const failing = inTransaction(ctx, async (t) => {
      await audit(t, { action: "test.change", subject: { kind: "test", id: null } });
      await emit(t, "member.joined", { memberId: newId(), storeId: null });
      throw new Error("stop");
    });
    await expect(failing).rejects.toThrow("stop");
    const left = await read(ctx, (tx) =>
      tx.execute(sql`select (select count(*) from audit_log) + (select count(*) from outbox_events) as n`),
    );
    expect(left.rows[0]).toEqual({ n: 0 });
  });
});
