import { cookies } from "next/headers";
import { database } from "@/server/kernel/database";
import type { TenantId } from "@/server/kernel/ids";
import { claimsOf, cookieName } from "@/server/tenancy/auth/next-auth-parts";
import { linkVisitMs } from "../rules/links";
import { memberAuth } from "./member-auth";
import { type LinkActor, linkOfSeal, type MemberActor, memberOfSession, sealLinkVisit } from "./member-session";

export type { LinkActor, MemberActor } from "./member-session";

/** The id of this request's member session at `tenant`, as the cookie says; a cookie of another shop is none. */
export async function memberSessionId(tenant: TenantId): Promise<string | null> {
  const claims = claimsOf(await memberAuth(tenant).auth());
  return claims?.tenant === tenant ? claims.sessionId : null;
}

/** The signed-in member of this request at `tenant`, or null. */
export async function currentMember(tenant: TenantId): Promise<MemberActor | null> {
  const sessionId = await memberSessionId(tenant);
  return sessionId ? memberOfSession(database("app"), tenant, sessionId, new Date()) : null;
}

const linkCookie = () => cookieName("goen.link");

/** Whoever followed a signed link to `tenant` within its life, or null. */
export async function currentLink(tenant: TenantId): Promise<LinkActor | null> {
  return linkOfSeal(tenant, (await cookies()).get(linkCookie())?.value, new Date());
}

/** The cookie for a browser that followed a mail's link: shows what is harmless for thirty minutes. For the click route to set. */
export function linkCookieFor(tenant: TenantId, memberId: string, now: Date) {
  const name = linkCookie();
  return {
    name,
    value: sealLinkVisit(tenant, memberId, now),
    options: {
      httpOnly: true,
      sameSite: "lax",
      path: "/",
      secure: name.startsWith("__Host-"),
      maxAge: linkVisitMs / 1000,
    } as const,
  };
}

/** Ends this request's member session at `tenant`, in the table and in the browser. */
export async function signOutMember(tenant: TenantId): Promise<void> {
  await memberAuth(tenant).signOut({ redirect: false });
}
