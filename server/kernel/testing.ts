import { insertMember, insertTenant } from "@/db/testing/factories";
import type { Actor, Ctx } from "./ctx";
import { database } from "./database";
import { vouchedTenant } from "./gate";
import { newId } from "./ids";

// Only tests import this file (the boundary check says so). Each test makes a tenant of its own and owns all its rows.

export const testNow = new Date("2026-11-22T03:00:00Z"); // Sunday noon in Tokyo

export const staffActor = (overrides: Partial<Extract<Actor, { kind: "staff" }>> = {}): Actor => ({
  kind: "staff",
  id: newId(),
  accountId: newId(),
  role: "owner",
  storeId: null,
  ...overrides,
});

export interface TestShop {
  ctx: Ctx;
  /** The same shop as another actor, instant or database role. */
  as(actor: Actor, now?: Date): Ctx;
  batch(now?: Date): Ctx;
}

/** A new tenant and a context in it: owner staff, noon in Tokyo unless told otherwise. */
export async function newTestShop(
  overrides: Parameters<typeof insertTenant>[1] extends infer R ? Partial<R> : never = {},
): Promise<TestShop> {
  const tenant = vouchedTenant(newId());
  await database("batch").transaction(tenant, "write", (tx) => insertTenant(tx, { ...overrides, id: tenant }));
  const ctx: Ctx = { tenant, actor: staffActor(), db: database("app"), now: testNow, requestId: newId() };
  return {
    ctx,
    as: (actor, now = ctx.now) => ({ ...ctx, actor, now }),
    batch: (now = ctx.now) => ({ ...ctx, actor: { kind: "system", name: "test" }, db: database("batch"), now }),
  };
}

/** A member of that shop with a verified address and consent, unless told otherwise. Returns its id. */
export async function newTestMember(
  ctx: Ctx,
  overrides: Partial<Parameters<typeof insertMember>[1]> = {},
): Promise<string> {
  const memberId = newId();
  await ctx.db.transaction(ctx.tenant, "write", (tx) =>
    insertMember(tx, { ...overrides, tenantId: ctx.tenant, memberId }),
  );
  return memberId;
}
