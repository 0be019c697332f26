import { sql } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import type { Ctx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { newId } from "@/server/kernel/ids";
import { newTestShop, staffActor } from "@/server/kernel/testing";
import type { Door } from "./auth/door";
import { accountOfSession } from "./auth/staff-session";
import { staffOf } from "./queries/staff";
import { addStaff } from "./service/add-staff";
import { changeStaffPlace } from "./service/change-staff";
import { resetSecondStep, resetSecondStepOf } from "./service/reset-second-step";
import { beginTotp, confirmTotp, proveSecondStep } from "./service/second-step";
import { signInStaffByPassword } from "./service/staff-sign-in";

const db = database("app");
const password = "correct horse battery";
const start = new Date("2026-11-22T03:00:00Z");
const later = (ms: number) => new Date(start.getTime() + ms);
const door = (now = start): Door => ({ db, now, requestId: newId() });
const origin = () => newId();
const address = () => `${newId()}@example.jp`;

async function hire(ctx: Ctx, role: "owner" | "marketer" = "owner") {
  const email = address();
  const system = { ...ctx, actor: { kind: "system", name: "test" } as const };
  return { email, ...(await addStaff(system, { email, name: "鈴木", role, password })) };
}
const signIn = async (email: string, now = start) =>
  (await signInStaffByPassword(door(now), { email, password, origin: origin() })) ?? "";
const actions = async (ctx: Ctx) =>
  (
    await ctx.db.transaction(ctx.tenant, "read", (tx) =>
      tx.execute<{ action: string }>(sql`select action from audit_log order by at, id`),
    )
  ).rows.map((row) => row.action);

/** An account with a second step, and a session that waits for it. */
async function protectedAccount() {
  const shop = await newTestShop();
  const who = await hire(shop.ctx);
  const session = await signIn(who.email);
  const { secret } = await beginTotp(door(), session);
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: start.getTime() });
  const codes = await confirmTotp(door(), session, { code, origin: origin() });
  return { shop, ...who, session, codes, waiting: await signIn(who.email, later(60_000)) };
}
const prove = (session: string, code: string, now: Date) =>
  proveSecondStep(door(now), session, { code, origin: origin() });

describe("a second step that was lost", () => {
  const told = async (ctx: Ctx) =>
    (
      await database("batch").transaction(ctx.tenant, "read", (tx) =>
        tx.execute<{ change: string }>(
          sql`select payload ->> 'change' as change from outbox_events where tenant_id = ${ctx.tenant} and name = 'staff.account_changed' order by id`,
        ),
      )
    ).rows.map((row) => row.change);

  it("is reset by an owner: the password alone is asked for, every session is over, the person is told", async () => {
    const { shop, membershipId, accountId, email, session, waiting, codes } = await protectedAccount();
    await resetSecondStep(shop.ctx, { membershipId });
    expect(await accountOfSession(db, session, start)).toBeNull();
    await expect(prove(waiting, codes[0] ?? "", later(60_000))).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await accountOfSession(db, await signIn(email), start)).toBe(accountId);
    expect(await told(shop.ctx)).toEqual(["totp_on", "totp_reset"]);
    const rows = await db.transaction(shop.ctx.tenant, "read", (tx) =>
      tx.execute<{ actor: string; subject: string }>(
        sql`select actor_id as actor, subject_id as subject from audit_log where action = 'tenancy.reset_totp'`,
      ),
    );
    const { actor } = shop.ctx;
    expect(rows.rows).toEqual([{ actor: actor.kind === "staff" ? actor.id : "", subject: membershipId }]);
    await expect(resetSecondStep(shop.ctx, { membershipId })).rejects.toMatchObject({
      reason: "tenancy.totp_not_set",
    });
  });

  it("is nobody's own to reset, no marketer's, and no other shop's", async () => {
    const { shop, membershipId, accountId } = await protectedAccount();
    const self = shop.as({ kind: "staff", id: membershipId, accountId, role: "owner", storeId: null });
    await expect(resetSecondStep(self, { membershipId })).rejects.toMatchObject({ reason: "tenancy.own_two_step" });
    for (const role of ["marketer", "store_staff", "analyst"] as const)
      await expect(resetSecondStep(shop.as(staffActor({ role })), { membershipId })).rejects.toMatchObject({
        code: "forbidden",
      });
    const other = await newTestShop();
    await expect(resetSecondStep(other.ctx, { membershipId })).rejects.toMatchObject({ code: "not_found" });
  });

  it("of somebody who works elsewhere too is reset only by an owner of both shops, and both audits have it", async () => {
    const { shop, membershipId, email } = await protectedAccount();
    const [second, boss] = [await newTestShop(), await hire(shop.ctx)];
    const system = { ...second.ctx, actor: { kind: "system", name: "test" } as const };
    await addStaff(system, { email, name: "鈴木", role: "analyst" });
    const { accountId } = boss;
    const asBoss = shop.as({ kind: "staff", id: boss.membershipId, accountId, role: "owner", storeId: null });
    await expect(resetSecondStep(asBoss, { membershipId })).rejects.toMatchObject({
      reason: "tenancy.works_elsewhere",
    });
    await addStaff(system, { email: boss.email, name: "鈴木", role: "owner" });
    await resetSecondStep(asBoss, { membershipId });
    for (const { ctx } of [shop, second]) expect(await actions(ctx)).toContain("tenancy.reset_totp");
  });

  it("of the last owner is reset by whoever runs the installation", async () => {
    const { shop, email, accountId } = await protectedAccount();
    await expect(resetSecondStepOf(door(), { email: address() })).rejects.toMatchObject({ code: "not_found" });
    expect(await resetSecondStepOf(door(), { email: email.toUpperCase() })).toEqual({ name: "鈴木" });
    expect(await accountOfSession(db, await signIn(email), start)).toBe(accountId);
    expect(await told(shop.ctx)).toEqual(["totp_on", "totp_reset"]);
    await expect(resetSecondStepOf(door(), { email })).rejects.toMatchObject({ reason: "tenancy.totp_not_set" });
  });
});

describe("a colleague's place", () => {
  it("is changed as it was shown, and not over somebody else's change", async () => {
    const shop = await newTestShop();
    const { membershipId } = await hire(shop.ctx, "marketer");
    const shown = { role: "marketer", storeId: null } as const;
    await changeStaffPlace(shop.ctx, { membershipId, role: "analyst", storeId: null, shown });
    // The second desk still shows a marketer.
    const late = { membershipId, role: "owner", storeId: null, shown } as const;
    await expect(changeStaffPlace(shop.ctx, late)).rejects.toMatchObject({
      code: "conflict",
      reason: "tenancy.staff_changed_meanwhile",
    });
    expect((await staffOf(shop.ctx)).find((one) => one.membershipId === membershipId)?.role).toBe("analyst");
    // The same change again is no change and no conflict.
    await changeStaffPlace(shop.ctx, { membershipId, role: "analyst", storeId: null, shown });
  });
});
