import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop } from "@/server/kernel/testing";

const sqlState = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { cause?: { code?: string } }) => error.cause?.code ?? "unknown",
  );

const grant = (tenant: string, member: string, now: Date) => {
  const [id, at] = [newId(), now.toISOString()];
  return sql`select goen.ledger_grant(${tenant}, ${member}, ${id}, 'earn', ${id}, 'x', 10, ${at}, ${"2030-01-01"}, 'purchase', ${at},
    ${"2026-11-22"}, ${at}, ${at}, 'system', null, null, null, null, null)`;
};

it("a serving role posts to its own shop's wallets by the ledger's functions, and to nobody's in any other way", async () => {
  const { ctx } = await newTestShop();
  const { ctx: neighbour } = await newTestShop();
  const mine = await newTestMember(ctx);
  const theirs = await newTestMember(neighbour);
  const asMe = (statement: ReturnType<typeof sql>) =>
    sqlState(inTransaction(ctx, async (t) => void (await t.tx.execute(statement))));

  expect(await asMe(grant(ctx.tenant, mine, ctx.now))).toBe("done");
  expect(await asMe(grant(neighbour.tenant, theirs, ctx.now))).toBe("42501");
  expect(await asMe(sql`select goen.ledger_settle_due(${neighbour.tenant}, ${ctx.now.toISOString()}, 10)`)).toBe(
    "42501",
  );
  expect(await asMe(sql`select goen.ledger_lock(${neighbour.tenant}, array[${theirs}]::uuid[])`)).toBe("42501");
  expect(
    await asMe(sql`select goen.ledger_import(${neighbour.tenant}, '[]', ${ctx.now.toISOString()}, 'system', null)`),
  ).toBe("42501");
  expect(await asMe(sql`update wallets set available = 1000000 where tenant_id = ${ctx.tenant}`)).toBe("42501");
  expect(await asMe(sql`delete from point_entries where tenant_id = ${ctx.tenant}`)).toBe("42501");

  const { rows } = await read(ctx, (tx) =>
    tx.execute(sql`select available from wallets where tenant_id = ${ctx.tenant}`),
  );
  expect(rows).toEqual([{ available: 10 }]);
});
