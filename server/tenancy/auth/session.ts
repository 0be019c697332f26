import { getLocale } from "next-intl/server";
import { namedIn } from "@/server/kernel/gate";
import { database } from "@/server/kernel/database";
import type { TenantId } from "@/server/kernel/ids";
import { type Membership, membershipsOf } from "../queries/memberships";
import { claimsOf } from "./next-auth-parts";
import { staffAuth } from "./staff-auth";
import { accountAwaitingCode, accountOfSession, type StaffActor, staffOfSession } from "./staff-session";

export type { StaffActor } from "./staff-session";

/** The id of this request's staff session as its cookie says; the row decides whether it still counts. */
export async function staffSessionId(): Promise<string | null> {
  return claimsOf(await staffAuth().auth())?.sessionId ?? null;
}

/** The signed-in staff member of this request at `tenant`, or null. */
export async function currentStaff(tenant: TenantId): Promise<StaffActor | null> {
  const sessionId = await staffSessionId();
  return sessionId ? staffOfSession(database("app"), tenant, sessionId, new Date()) : null;
}

/** The shops at which this request's account works, as they are called in its language; null when nobody is signed in. */
export async function currentMemberships(): Promise<Membership[] | null> {
  const sessionId = await staffSessionId();
  const accountId = sessionId ? await accountOfSession(database("app"), sessionId, new Date()) : null;
  if (!accountId) return null;
  const [shops, locale] = [await membershipsOf(database("app"), accountId), await getLocale()];
  return shops.map((shop) => namedIn(shop, locale));
}

/** Ends this request's staff session, in the table and in the browser. */
export async function signOutStaff(): Promise<void> {
  await staffAuth().signOut({ redirect: false });
}

/** Whether this request has proven its first step and still owes the second. */
export async function isAwaitingCode(): Promise<boolean> {
  const sessionId = await staffSessionId();
  return sessionId !== null && (await accountAwaitingCode(database("app"), sessionId, new Date())) !== null;
}

/** The account that is signed in, whether or not it works anywhere; null when nobody is. */
export async function currentAccountId(): Promise<string | null> {
  const sessionId = await staffSessionId();
  return sessionId ? accountOfSession(database("app"), sessionId, new Date()) : null;
}
