import NextAuth, { CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { database } from "@/server/kernel/database";
import { newId } from "@/server/kernel/ids";
import { endStaffSession, signInStaffByLink, signInStaffByPassword } from "../service/staff-sign-in";
import { staffSessionLifeMs } from "../rules";
import { type Door, originOf } from "./door";
import { atOurAddress, authConfig, unwrapped } from "./next-auth-parts";

export const door = (): Door => ({ db: database("app"), now: new Date(), requestId: newId() });

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const asUser = (sessionId: string | null) => (sessionId ? { id: sessionId } : null);

let made: ReturnType<typeof NextAuth> | undefined;

/** The staff sign-in; made at first use, because settings are not read while building. */
export function staffAuth(): ReturnType<typeof NextAuth> {
  made ??= NextAuth(
    authConfig(
      "staff",
      staffSessionLifeMs / 1000,
      [
        Credentials({
          id: "password",
          credentials: { email: {}, password: {} },
          authorize: async ({ email, password }, request) =>
            asUser(
              await signInStaffByPassword(
                door(),
                { email: text(email), password: text(password), origin: originOf(request.headers) },
                request.headers.get("user-agent"),
              ),
            ),
        }),
        Credentials({
          id: "link",
          credentials: { token: {} },
          authorize: async ({ token }, request) =>
            asUser(
              await signInStaffByLink(
                door(),
                { token: text(token), origin: originOf(request.headers) },
                request.headers.get("user-agent"),
              ),
            ),
        }),
      ],
      ({ sessionId }) => endStaffSession(door(), sessionId),
    ),
  );
  return made;
}

/** Signs in and sets the cookie; false when the proof does not fit. Throws what the verb throws (`limited`, `invalid`). */
export async function signInStaff(provider: "password" | "link", proof: Record<string, string>): Promise<boolean> {
  try {
    await staffAuth().signIn(provider, { ...proof, redirect: false });
    return true;
  } catch (error) {
    if (error instanceof CredentialsSignin) return false;
    throw unwrapped(error);
  }
}

/** Answers the library's own routes under /api/auth/staff. */
export const handleStaffAuth = (request: Request): Promise<Response> => {
  const { GET, POST } = staffAuth().handlers;
  return (request.method === "POST" ? POST : GET)(atOurAddress(request));
};
