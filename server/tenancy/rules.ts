const minute = 60_000;
const day = 24 * 60 * minute;

// A till is used every day, a desk most days: a week without a request ends a session, thirty days end it in any case.
export const staffSessionIdleMs = 7 * day;
export const staffSessionLifeMs = 30 * day;
/** The row is touched at most this often, so that reading pages does not write at each request. */
export const sessionTouchMs = 10 * minute;
export const signInLinkLifeMs = 15 * minute;

/** When a session ends that was begun at `startedAt` and used at `now`. */
export const sessionEnd = (startedAt: Date, now: Date, idleMs: number, lifeMs: number): Date =>
  new Date(Math.min(now.getTime() + idleMs, startedAt.getTime() + lifeMs));

/**
 * A path of our own to go to after sign-in, or `fallback`. Only paths under `prefix` pass: no scheme, no host, no '//evil',
 * no backslash (browsers read it as '/'), no control character, no way up ('..', also encoded).
 */
export function ownPath(wanted: string | null | undefined, prefix: string, fallback: string): string {
  if (
    // A query string that names it twice gives a list.
    typeof wanted !== "string" ||
    wanted.length > 500 ||
    !/^\/[\x21-\x7e]*$/.test(wanted) ||
    /^\/\/|\\|%5c|%2e|%2f|\/\.\.?(?:\/|$|\?|#)/i.test(wanted)
  )
    return fallback;
  const path = wanted.split(/[?#]/, 1)[0] ?? "";
  const base = prefix.replace(/\/$/, "");
  return path === base || path.startsWith(`${base}/`) ? wanted : fallback;
}

/** Where a role begins its day at a shop. */
export const homeOf = ({ slug, role }: { slug: string; role: string }): string =>
  role === "store_staff" ? `/${slug}/staff` : `/${slug}/admin`;
