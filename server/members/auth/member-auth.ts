import NextAuth, { CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import type { Ctx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { findTenantBySlug, vouchedTenant } from "@/server/kernel/gate";
import { newId, type TenantId } from "@/server/kernel/ids";
import { originOf } from "@/server/tenancy/auth/door";
import { atOurAddress, authConfig, unwrapped } from "@/server/tenancy/auth/next-auth-parts";
import { memberSessionLifeMs, type LinkPurpose } from "../rules/links";
import { endMemberSession, signInMemberByLink, signInMemberByPassword } from "../service/member-sign-in";

/** The context of somebody who is not known yet, at a shop. */
export const visitorAt = (tenant: TenantId): Ctx => ({
  tenant,
  actor: { kind: "visitor" },
  db: database("app"),
  now: new Date(),
  requestId: newId(),
});

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** The proof names its shop by slug: which shop's member it is decides the session, and the cookie says so. */
async function atShop(slug: unknown, signIn: (ctx: Ctx) => Promise<string | null>) {
  const shop = await findTenantBySlug(database("app"), text(slug));
  if (!shop) return null;
  const sessionId = await signIn(visitorAt(shop.id));
  return sessionId ? { id: sessionId, tenant: shop.id } : null;
}

const linkProvider = (id: string, purpose: LinkPurpose) =>
  Credentials({
    id,
    credentials: { shop: {}, token: {} },
    authorize: ({ shop, token }, request) =>
      atShop(shop, (ctx) =>
        signInMemberByLink(
          ctx,
          purpose,
          { token: text(token), origin: originOf(request.headers) },
          request.headers.get("user-agent"),
        ),
      ),
  });

let made: ReturnType<typeof NextAuth> | undefined;

/** The member sign-in; made at first use, because settings are not read while building. */
export function memberAuth(): ReturnType<typeof NextAuth> {
  made ??= NextAuth(
    authConfig(
      "member",
      memberSessionLifeMs / 1000,
      [
        Credentials({
          id: "password",
          credentials: { shop: {}, email: {}, password: {} },
          authorize: ({ shop, email, password }, request) =>
            atShop(shop, (ctx) =>
              signInMemberByPassword(
                ctx,
                { email: text(email), password: text(password), origin: originOf(request.headers) },
                request.headers.get("user-agent"),
              ),
            ),
        }),
        linkProvider("link", "sign_in"),
        linkProvider("claim", "claim_card"),
        linkProvider("verify", "verify_email"),
      ],
      async ({ sessionId, tenant }) => {
        if (tenant) await endMemberSession(visitorAt(vouchedTenant(tenant)), sessionId);
      },
    ),
  );
  return made;
}

/** Signs in and sets the cookie; false when the proof does not fit. Throws what the verb throws (`limited`, `conflict`). */
export async function signInMember(
  provider: "password" | "link" | "claim" | "verify",
  proof: Record<string, string>,
): Promise<boolean> {
  try {
    await memberAuth().signIn(provider, { ...proof, redirect: false });
    return true;
  } catch (error) {
    if (error instanceof CredentialsSignin) return false;
    throw unwrapped(error);
  }
}

/** Answers the library's own routes under /api/auth/member. */
export const handleMemberAuth = (request: Request): Promise<Response> => {
  const { GET, POST } = memberAuth().handlers;
  return (request.method === "POST" ? POST : GET)(atOurAddress(request));
};
