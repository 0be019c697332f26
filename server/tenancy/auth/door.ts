import type { Database } from "@/server/kernel/database";
import { env } from "@/server/kernel/env";
import { forgive, throttle } from "@/server/kernel/throttle";

/** What sign-in has before anybody is known: no tenant, no actor. */
export interface Door {
  db: Database;
  now: Date;
  requestId: string;
}

const quarterHour = 900;
// By origin: one household or office behind one address still gets in. By account: a password of ten characters is safe there.
const limits = {
  passwordByOrigin: { name: "sign-in-origin", points: 40, windowSeconds: quarterHour },
  passwordByAccount: { name: "sign-in-account", points: 10, windowSeconds: quarterHour },
  linkByOrigin: { name: "link-origin", points: 20, windowSeconds: quarterHour },
  linkByAccount: { name: "link-account", points: 3, windowSeconds: quarterHour },
  useByOrigin: { name: "link-use-origin", points: 60, windowSeconds: quarterHour },
};

/** Counts a try with a password; throws `limited`. The address counts whether or not it is registered. */
export async function countPasswordTry(audience: string, origin: string, account: string): Promise<void> {
  await throttle(limits.passwordByOrigin, origin);
  await throttle(limits.passwordByAccount, `${audience}:${account}`);
}

/** Takes that try back: the password was right. Somebody who signs in all day at many tills is not guessing. */
export async function forgivePasswordTry(audience: string, origin: string, account: string): Promise<void> {
  await forgive(limits.passwordByOrigin, origin);
  await forgive(limits.passwordByAccount, `${audience}:${account}`);
}

/** Counts a request for a link; throws `limited`. The address counts whether or not it is registered. */
export async function countLinkRequest(audience: string, origin: string, account: string): Promise<void> {
  await throttle(limits.linkByOrigin, origin);
  await throttle(limits.linkByAccount, `${audience}:${account}`);
}

/** Counts the use of a link or a claim; throws `limited`. */
export const countLinkUse = (origin: string): Promise<void> => throttle(limits.useByOrigin, origin);

/**
 * Where a request seems to come from: the hop that the outermost of our own proxies wrote down (`GOEN_TRUSTED_PROXIES`), which a client
 * behind them cannot choose. With fewer hops than proxies the request went round them, and the last hop is all there is. Only ever a
 * throttle key.
 */
export function originOf(headers: Headers, trustedProxies = env().GOEN_TRUSTED_PROXIES): string {
  const hops = headers.get("x-forwarded-for")?.split(",") ?? [];
  const hop = hops.at(-trustedProxies) ?? hops.at(-1);
  return (hop?.trim() || "unknown").slice(0, 64);
}
