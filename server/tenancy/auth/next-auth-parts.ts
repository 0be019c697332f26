import type { NextAuthConfig } from "next-auth";
import { NextRequest } from "next/server";
import { env } from "@/server/kernel/env";
import { isUuid } from "@/server/kernel/ids";
import { sign } from "@/server/kernel/signing";

/** What both sign-ins share: names of cookies, what the token carries, and that our own address counts, never a Host header. */
export const baseOrigin = (): string => new URL(env().GOEN_BASE_URL).origin;

/** `__Host-` binds a cookie to this very host and to https; plain http (a stand-alone start) cannot have it. */
export const cookieName = (name: string): string => (baseOrigin().startsWith("https:") ? `__Host-${name}` : name);

const cookie = (name: string) => ({
  name: cookieName(name),
  options: { httpOnly: true, sameSite: "lax", path: "/", secure: baseOrigin().startsWith("https:") } as const,
});

/**
 * The configuration of one of the two sign-ins. The token in the cookie carries the id of our session row (and, for members,
 * the shop) and nothing else; it is set at sign-in only, so what a client sends to `session.update` changes nothing.
 */
export function authConfig(
  audience: "staff" | "member",
  maxAgeSeconds: number,
  providers: NextAuthConfig["providers"],
  endSession: (claims: TokenClaims) => Promise<void>,
  /** A member is somebody at each shop by itself: one cookie per shop, so that signing in at one ends nothing at another. */
  shopId?: string,
): NextAuthConfig {
  // The library builds addresses from this variable or from the Host header; only the first is ours.
  process.env.AUTH_URL = baseOrigin();
  return {
    providers,
    basePath: shopId ? `/api/auth/${audience}/${shopId}` : `/api/auth/${audience}`,
    secret: sign("next-auth", audience),
    trustHost: true,
    session: { strategy: "jwt", maxAge: maxAgeSeconds },
    cookies: {
      // The library takes every cookie whose name begins with the session's for a piece of it: no shared beginning. Ids of
      // shops are of one length, so none of them begins with another.
      sessionToken: cookie(shopId ? `goen.${audience}.${shopId}` : `goen.${audience}`),
      csrfToken: cookie(`goen.csrf.${audience}`),
      callbackUrl: cookie(`goen.back.${audience}`),
    },
    // Our own pages do the talking; the library's would be a second, unbranded door.
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    callbacks: {
      jwt: ({ token, user, trigger }) =>
        trigger === "signIn" && user
          ? { sid: user.id, tenant: (user as { tenant?: string }).tenant }
          : { sid: token.sid, tenant: token.tenant },
      // What the browser may read of its session: until when. Who it is, pages are told by the server.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => (url.startsWith(`${baseUrl}/`) ? url : baseUrl),
    },
    events: {
      // Whichever way somebody signs out, the row ends with the cookie.
      signOut: async (message) => {
        const claims = claimsOf({ user: "token" in message ? message.token : null });
        if (claims) await endSession(claims);
      },
    },
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
  };
}

/** The same request at our own address, whatever its Host header says. */
export function atOurAddress(request: Request): NextRequest {
  const { pathname, search } = new URL(request.url);
  return new NextRequest(new URL(`${pathname}${search}`, baseOrigin()), request);
}

export interface TokenClaims {
  sessionId: string;
  tenant: string | null;
}

/** The claims of a session as the library hands it to the server, or null. */
export function claimsOf(session: unknown): TokenClaims | null {
  const user = (session as { user?: { sid?: unknown; tenant?: unknown } } | null)?.user;
  if (typeof user?.sid !== "string" || !isUuid(user.sid)) return null;
  return { sessionId: user.sid, tenant: typeof user.tenant === "string" ? user.tenant : null };
}

/** The error that a provider threw, out of the library's wrapping. */
export function unwrapped(error: unknown): unknown {
  const inner = (error as { cause?: { err?: unknown } } | null)?.cause?.err;
  return inner ?? error;
}
