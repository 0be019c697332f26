import { eq, sql } from "drizzle-orm";
import { TOTP, Secret } from "otpauth";
import { describe, expect, it } from "vitest";
import { staffInvitations, staffTotp } from "@/db/schema/access";
import type { Ctx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { newId } from "@/server/kernel/ids";
import { tokenOfLink } from "@/server/kernel/one-time-links";
import { newTestShop, staffActor, type TestShop } from "@/server/kernel/testing";
import { accountAwaitingCode, accountOfSession, staffOfSession } from "./auth/staff-session";
import type { Door } from "./auth/door";
import { accessSettingsOf } from "./queries/access-settings";
import { invitationOfToken, invitationPurpose, openInvitations } from "./queries/invitations";
import { membershipsOf } from "./queries/memberships";
import { ownAccountPage } from "./queries/own-account";
import { staffOf } from "./queries/staff";
import { acceptAsNewPerson, acceptAsSignedIn } from "./service/accept-invitation";
import { setAccessSettings } from "./service/access-settings";
import { addStaff } from "./service/add-staff";
import { removeStaff } from "./service/change-staff";
import { inviteStaff, resendInvitation, withdrawInvitation } from "./service/invite-staff";
import { changeOwnAccount, endOtherSessions, endOwnSession } from "./service/own-account";
import { beginTotp, confirmTotp, proveSecondStep, renewRecoveryCodes, turnTotpOff } from "./service/second-step";
import { signInStaffByPassword } from "./service/staff-sign-in";

const db = database("app");
const password = "correct horse battery";
const start = new Date("2026-11-22T03:00:00Z");
const later = (ms: number) => new Date(start.getTime() + ms);
const door = (now = start): Door => ({ db, now, requestId: newId() });
const day = 86_400_000;
const origin = () => `10.1.${Math.floor(Math.random() * 250)}.${newId().slice(-6)}`;
const address = () => `${newId()}@example.jp`;

async function hire(ctx: Ctx, role: "owner" | "marketer" | "store_staff" = "owner") {
  const email = address();
  const system = { ...ctx, actor: { kind: "system", name: "test" } as const };
  return { email, ...(await addStaff(system, { email, name: "鈴木", role, password })) };
}
const signIn = async (email: string, now = start) =>
  (await signInStaffByPassword(door(now), { email, password, origin: origin() })) ?? "";

async function tokenOf(ctx: Ctx, invitationId: string): Promise<string> {
  const [row] = await ctx.db.transaction(ctx.tenant, "read", (tx) =>
    tx.select().from(staffInvitations).where(eq(staffInvitations.id, invitationId)),
  );
  return tokenOfLink(invitationPurpose, row?.linkId ?? "");
}
async function invite(shop: TestShop, email = address()) {
  const { invitationId } = await inviteStaff(shop.ctx, { email, role: "marketer" });
  return { email, invitationId, token: await tokenOf(shop.ctx, invitationId) };
}
const newcomer = (token: string, at = door()) =>
  acceptAsNewPerson(at, { token, name: "高橋 葵", password, locale: "ja", origin: origin() });
const actions = async (ctx: Ctx) =>
  (
    await ctx.db.transaction(ctx.tenant, "read", (tx) =>
      tx.execute<{ action: string }>(sql`select action from audit_log order by at, id`),
    )
  ).rows.map((row) => row.action);

describe("an invitation", () => {
  it("makes an account and a place, once, and is written down", async () => {
    const shop = await newTestShop();
    const { email, token } = await invite(shop);
    expect(await invitationOfToken(db, token, start)).toMatchObject({ state: "open", email, hasAccount: false });
    expect(await newcomer(token)).toMatchObject({ email });
    const session = await signIn(email);
    expect(await staffOfSession(db, shop.ctx.tenant, session, start)).toMatchObject({ role: "marketer" });
    expect((await invitationOfToken(db, token, start))?.state).toBe("used");
    await expect(newcomer(token)).rejects.toMatchObject({ reason: "tenancy.invitation_used" });
    expect(await openInvitations(shop.ctx)).toEqual([]);
    expect(await actions(shop.ctx)).toEqual(["tenancy.invite_staff", "tenancy.accept_invitation"]);
  });

  it("is refused to another account, signed in or not, and to nobody at all", async () => {
    const shop = await newTestShop();
    const [known, thief] = [await hire((await newTestShop()).ctx), await hire((await newTestShop()).ctx)];
    const { token } = await invite(shop, known.email);
    await expect(newcomer(token)).rejects.toMatchObject({ reason: "tenancy.account_exists" });
    const use = async (session: string | null) => acceptAsSignedIn(door(), session, { token, origin: origin() });
    await expect(use(await signIn(thief.email))).rejects.toMatchObject({
      code: "forbidden",
      reason: "tenancy.invitation_other_account",
    });
    await expect(use(null)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await use(await signIn(known.email))).toMatchObject({ role: "marketer" });
    expect((await membershipsOf(db, thief.accountId)).map((one) => one.tenantId)).not.toContain(shop.ctx.tenant);
  });

  it("is of one shop: another cannot see, resend or withdraw it", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const { invitationId } = await invite(shop);
    expect(await openInvitations(other.ctx)).toEqual([]);
    for (const verb of [resendInvitation, withdrawInvitation])
      await expect(verb(other.ctx, { invitationId })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is over when it is too old, withdrawn, sent anew or altered", async () => {
    const shop = await newTestShop();
    const old = await invite(shop);
    await expect(newcomer(old.token, door(later(7 * day)))).rejects.toMatchObject({
      reason: "tenancy.invitation_expired",
    });
    await resendInvitation({ ...shop.ctx, now: later(7 * day) }, old);
    expect(await invitationOfToken(db, old.token, start)).toBeNull();
    const fresh = await tokenOf(shop.ctx, old.invitationId);
    expect((await invitationOfToken(db, fresh, later(8 * day)))?.state).toBe("open");
    await withdrawInvitation(shop.ctx, old);
    await expect(newcomer(fresh)).rejects.toMatchObject({ reason: "tenancy.invitation_withdrawn" });
    for (const bad of [
      "",
      "x",
      `${fresh}x`,
      tokenOfLink("staff-sign-in", newId()),
      tokenOfLink(invitationPurpose, newId()),
    ])
      await expect(newcomer(bad)).rejects.toMatchObject({ reason: "tenancy.invitation_unknown" });
  });

  it("is for owners to give, not to colleagues, and not twice", async () => {
    const shop = await newTestShop();
    const there = await hire(shop.ctx);
    await expect(invite(shop, there.email)).rejects.toMatchObject({ reason: "tenancy.already_staff" });
    const { email } = await invite(shop);
    await expect(invite(shop, email)).rejects.toMatchObject({ reason: "tenancy.already_invited" });
    for (const role of ["marketer", "store_staff", "analyst"] as const)
      await expect(inviteStaff(shop.as(staffActor({ role })), { email: address(), role })).rejects.toMatchObject({
        code: "forbidden",
      });
    await expect(inviteStaff(shop.ctx, { email: address(), role: "analyst", storeId: newId() })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

const codeOf = (secret: string, now: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });

/** An account with a second step, and a session that waits for it. */
async function protectedAccount() {
  const shop = await newTestShop();
  const who = await hire(shop.ctx);
  const session = await signIn(who.email);
  const { secret } = await beginTotp(door(), session);
  const codes = await confirmTotp(door(), session, { code: codeOf(secret, start), origin: origin() });
  return { shop, ...who, session, secret, codes, waiting: await signIn(who.email, later(60_000)) };
}
const prove = (session: string, code: string, now: Date) =>
  proveSecondStep(door(now), session, { code, origin: origin() });

describe("the second step", () => {
  it("keeps a session shut until the code, and takes a code once", async () => {
    const { shop, accountId, secret, waiting, email } = await protectedAccount();
    const now = later(60_000);
    expect(await accountOfSession(db, waiting, now)).toBeNull();
    expect(await staffOfSession(db, shop.ctx.tenant, waiting, now)).toBeNull();
    expect(await accountAwaitingCode(db, waiting, now)).toBe(accountId);
    const code = codeOf(secret, now);
    expect(await prove(waiting, code, now)).toEqual({ byRecoveryCode: false });
    expect(await accountOfSession(db, waiting, now)).toBe(accountId);
    const second = await signIn(email, now);
    await expect(prove(second, code, now)).rejects.toMatchObject({ reason: "tenancy.code_wrong" });
    const next = later(90_000);
    await prove(second, codeOf(secret, next), next);
    expect(await accountOfSession(db, second, next)).toBe(accountId);
  });

  it("lets nobody guess: five tries in a quarter of an hour, also over new sessions", async () => {
    const { secret, waiting, email } = await protectedAccount();
    const now = later(60_000);
    for (let n = 0; n < 5; n += 1)
      await expect(prove(waiting, "000000", now)).rejects.toMatchObject({ reason: "tenancy.code_wrong" });
    await expect(prove(await signIn(email, now), codeOf(secret, now), now)).rejects.toMatchObject({ code: "limited" });
  });

  it("waits ten minutes, and asks nobody who has not shown the first", async () => {
    const { secret, waiting, session } = await protectedAccount();
    const late = later(60_000 + 600_000);
    await expect(prove(waiting, codeOf(secret, late), late)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(prove(newId(), codeOf(secret, start), start)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(prove(session, codeOf(secret, start), start)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("takes each recovery code once, however it is typed", async () => {
    const { codes, waiting, email, session, shop } = await protectedAccount();
    const now = later(60_000);
    expect(codes).toHaveLength(10);
    const typed = (codes[0] ?? "").toLowerCase().replaceAll("-", " ");
    expect(await prove(waiting, typed, now)).toEqual({ byRecoveryCode: true });
    const second = await signIn(email, now);
    await expect(prove(second, codes[0] ?? "", now)).rejects.toMatchObject({ reason: "tenancy.code_wrong" });
    const renewed = await renewRecoveryCodes(door(now), session, { password, origin: origin() });
    await expect(prove(second, codes[1] ?? "", now)).rejects.toMatchObject({ reason: "tenancy.code_wrong" });
    await prove(second, renewed[1] ?? "", now);
    expect(await actions(shop.ctx)).toContain("tenancy.use_recovery_code");
  });

  it("keeps its secret sealed", async () => {
    const { accountId, secret } = await protectedAccount();
    const [row] = await db.transaction(null, "read", (tx) =>
      tx.select().from(staffTotp).where(eq(staffTotp.accountId, accountId)),
    );
    expect(row?.secretSealed).not.toContain(secret);
  });

  it("is turned off with the password only, and not where a shop asks for it", async () => {
    const { shop, session, membershipId, accountId, email } = await protectedAccount();
    const off = (given: string) => turnTotpOff(door(), session, { password: given, origin: origin() });
    await expect(off("wrong")).rejects.toMatchObject({ reason: "tenancy.password_wrong" });
    const boss = shop.as({ kind: "staff", id: membershipId, accountId, role: "owner", storeId: null });
    await setAccessSettings(boss, { requiresTotp: true, approvalAbovePersons: 1000 });
    await expect(off(password)).rejects.toMatchObject({ reason: "tenancy.totp_required" });
    await setAccessSettings(boss, { requiresTotp: false, approvalAbovePersons: 1000 });
    await off(password);
    expect(await accountOfSession(db, await signIn(email), start)).toBe(accountId);
  });

  it("and the limit for lists are set each without the other", async () => {
    const { shop, membershipId, accountId } = await protectedAccount();
    const boss = shop.as({ kind: "staff", id: membershipId, accountId, role: "owner", storeId: null });
    await setAccessSettings(boss, { requiresTotp: true });
    await setAccessSettings(boss, { approvalAbovePersons: 300 });
    expect(await accessSettingsOf(boss)).toEqual({ requiresTotp: true, approvalAbovePersons: 300 });
    await expect(setAccessSettings(boss, { approvalAbovePersons: 1001 })).rejects.toMatchObject({ code: "invalid" });
  });

  it("asked for by a shop, shuts that shop to those without, and no other", async () => {
    const { shop, membershipId, accountId } = await protectedAccount();
    const [other, who] = [await newTestShop(), await hire(shop.ctx, "marketer")];
    const system = { ...other.ctx, actor: { kind: "system", name: "test" } as const };
    await addStaff(system, { email: who.email, name: "鈴木", role: "marketer" });
    const session = await signIn(who.email);
    const without = staffActor({ role: "owner" });
    await expect(
      setAccessSettings(shop.as(without), { requiresTotp: true, approvalAbovePersons: 1000 }),
    ).rejects.toMatchObject({ reason: "tenancy.totp_first" });
    const boss = shop.as({ kind: "staff", id: membershipId, accountId, role: "owner", storeId: null });
    await setAccessSettings(boss, { requiresTotp: true, approvalAbovePersons: 1000 });
    expect(await staffOfSession(db, shop.ctx.tenant, session, start)).toBeNull();
    expect(await staffOfSession(db, other.ctx.tenant, session, start)).not.toBeNull();
    const needs = Object.fromEntries(
      (await membershipsOf(db, who.accountId)).map((one) => [one.tenantId, one.needsTotp]),
    );
    expect(needs).toEqual({ [shop.ctx.tenant]: true, [other.ctx.tenant]: false });
    const { secret } = await beginTotp(door(), session);
    await confirmTotp(door(), session, { code: codeOf(secret, start), origin: origin() });
    expect(await staffOfSession(db, shop.ctx.tenant, session, start)).not.toBeNull();
  });
});

describe("one's own account", () => {
  it("shows where one is signed in, and ends what is one's own only", async () => {
    const shop = await newTestShop();
    const [who, other] = [await hire(shop.ctx), await hire(shop.ctx)];
    const [here, there, theirs] = [await signIn(who.email), await signIn(who.email), await signIn(other.email)];
    await endOwnSession(door(), here, { sessionId: theirs });
    expect(await accountOfSession(db, theirs, start)).toBe(other.accountId);
    const { sessions } = await ownAccountPage(door(), here);
    expect(sessions.map((one) => [one.sessionId, one.isThis])).toEqual(
      expect.arrayContaining([
        [here, true],
        [there, false],
      ]),
    );
    expect(await endOtherSessions(door(), here)).toBe(1);
    expect(await accountOfSession(db, there, start)).toBeNull();
  });

  it("a changed name is in every shop's audit, with what it was", async () => {
    const [shop, second] = [await newTestShop(), await newTestShop()];
    const who = await hire(shop.ctx);
    const system = { ...second.ctx, actor: { kind: "system", name: "test" } as const };
    await addStaff(system, { email: who.email, name: "鈴木", role: "analyst" });
    await changeOwnAccount(door(), await signIn(who.email), { name: "鈴木 一郎", locale: "en" });
    for (const { ctx } of [shop, second]) expect(await actions(ctx)).toContain("tenancy.change_account");
  });
});

describe("a colleague who is removed", () => {
  it("is nobody at this shop from the next request on, wherever they are signed in", async () => {
    const shop = await newTestShop();
    await hire(shop.ctx);
    const who = await hire(shop.ctx, "store_staff");
    const session = await signIn(who.email);
    expect((await staffOf(shop.ctx)).find((one) => one.email === who.email)).toMatchObject({
      hasTotp: false,
      lastSeenAt: start,
    });
    await removeStaff(shop.ctx, who);
    expect(await staffOfSession(db, shop.ctx.tenant, session, start)).toBeNull();
    expect((await staffOf(shop.ctx)).some((one) => one.email === who.email)).toBe(false);
  });
});
