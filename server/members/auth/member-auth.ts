import NextAuth, { CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import type { Ctx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { tenantOf, vouchedTenant } from "@/server/kernel/gate";
import { isUuid, newId, type TenantId } from "@/server/kernel/ids";
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

/** Which shop's member it is decides the session, and the cookie says so. */
async function atShop(tenant: TenantId, signIn: (ctx: Ctx) => Promise<string | null>) {
  const sessionId = await signIn(visitorAt(tenant));
  return sessionId ? { id: sessionId, tenant } : null;
}

const linkProvider = (tenant: TenantId, id: string, purpose: LinkPurpose) =>
  Credentials({
    id,
    credentials: { token: {} },
    authorize: ({ token }, request) =>
      atShop(tenant, (ctx) =>
        signInMemberByLink(
          ctx,
          purpose,
          { token: text(token), origin: originOf(request.headers) },
          request.headers.get("user-agent"),
        ),
      ),
  });

// As many as shops whose members come by; each is a few closures.
const made = new Map<TenantId, ReturnType<typeof NextAuth>>();

/** The member sign-in of a shop; made at first use, because settings are not read while building. */
export function memberAuth(tenant: TenantId): ReturnType<typeof NextAuth> {
  const known = made.get(tenant);
  if (known) return known;
  const auth = NextAuth(
    authConfig(
      "member",
      memberSessionLifeMs / 1000,
      [
        Credentials({
          id: "password",
          credentials: { email: {}, password: {} },
          authorize: ({ email, password }, request) =>
            atShop(tenant, (ctx) =>
              signInMemberByPassword(
                ctx,
                { email: text(email), password: text(password), origin: originOf(request.headers) },
                request.headers.get("user-agent"),
              ),
            ),
        }),
        linkProvider(tenant, "link", "sign_in"),
        linkProvider(tenant, "claim", "claim_card"),
        linkProvider(tenant, "verify", "verify_email"),
        linkProvider(tenant, "join", "join"),
      ],
      async ({ sessionId }) => endMemberSession(visitorAt(tenant), sessionId),
      tenant,
    ),
  );
  made.set(tenant, auth);
  return auth;
}

/** Signs in and sets the shop's cookie; false when the proof does not fit. Throws what the verb throws (`limited`, `conflict`). */
export async function signInMember(
  tenant: TenantId,
  provider: "password" | "link" | "claim" | "verify" | "join",
  proof: Record<string, string>,
): Promise<boolean> {
  try {
    await memberAuth(tenant).signIn(provider, { ...proof, redirect: false });
    return true;
  } catch (error) {
    if (error instanceof CredentialsSignin) return false;
    throw unwrapped(error);
  }
}

/** Answers the library's own routes under /api/auth/member/<id of the shop>. */
export async function handleMemberAuth(request: Request): Promise<Response> {
  const [, id = ""] = /^\/api\/auth\/member\/([^/]+)\//.exec(new URL(request.url).pathname) ?? [];
  const shop = isUuid(id) ? await tenantOf(visitorAt(vouchedTenant(id))).catch(() => null) : null;
  if (!shop) return new Response(null, { status: 404 });
  const { GET, POST } = memberAuth(shop.id).handlers;
  return (request.method === "POST" ? POST : GET)(atOurAddress(request));
}
