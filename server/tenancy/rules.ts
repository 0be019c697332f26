const minute = 60_000;
const day = 24 * 60 * minute;

// A till is used every day, a desk most days: a week without a request ends a session, thirty days end it in any case.
export const staffSessionIdleMs = 7 * day;
export const staffSessionLifeMs = 30 * day;
/** The row is touched at most this often, so that reading pages does not write at each request. */
export const sessionTouchMs = 10 * minute;
/** Long enough to find the mail, ask a colleague and come back. */
export const signUpLifeMs = 2 * 60 * minute;
export const signInLinkLifeMs = 15 * minute;
/** How long the second step of a sign-in may take. */
export const secondStepLifeMs = 10 * minute;
export const invitationLifeMs = 7 * day;
export const exportLifeMs = 7 * day;
/** After a rotation the former key goes on working for a day, so that every till can be given the new one. */
export const formerKeyLifeMs = day;
/** Ended sessions are kept so long for "where was I signed in", used links so long against a second use. */
export const endedSessionKeptMs = 90 * day;
export const usedLinkKeptMs = 30 * day;

/** When a session ends that was begun at `startedAt` and used at `now`. */
export const sessionEnd = (startedAt: Date, now: Date, idleMs: number, lifeMs: number): Date =>
  new Date(Math.min(now.getTime() + idleMs, startedAt.getTime() + lifeMs));

/**
 * A path of our own to go to after sign-in, or `fallback`. Only paths under `prefix` pass: no scheme, no host, no '//evil',
 * no backslash (browsers read it as '/'), no control character, no way up ('..', also encoded). Behind '?' or '#' an encoded slash
 * leads nowhere by itself, so an address may carry another one there; whoever reads it asks here again.
 */
export function ownPath(wanted: string | null | undefined, prefix: string, fallback: string): string {
  if (
    // A query string that names it twice gives a list.
    typeof wanted !== "string" ||
    wanted.length > 500 ||
    !/^\/[\x21-\x7e]*$/.test(wanted) ||
    /^\/\/|\\|\/\.\.?(?:\/|$|\?|#)/.test(wanted)
  )
    return fallback;
  const path = wanted.split(/[?#]/, 1)[0] ?? "";
  if (/%5c|%2e|%2f/i.test(path)) return fallback;
  const base = prefix.replace(/\/$/, "");
  return path === base || path.startsWith(`${base}/`) ? wanted : fallback;
}

/** Where a role begins its day at a shop. */
export const homeOf = ({ slug, role }: { slug: string; role: string }): string =>
  role === "store_staff" ? `/${slug}/staff` : `/${slug}/admin`;

/** Where somebody sets up the second step that a shop asks for. */
export const twoStepFor = ({ slug }: { slug: string }): string => `/account/two-step?shop=${slug}`;

export type InvitationState = "open" | "used" | "expired" | "withdrawn";

export const invitationState = (
  one: { acceptedAt: Date | null; withdrawnAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationState =>
  one.acceptedAt ? "used" : one.withdrawnAt ? "withdrawn" : one.expiresAt <= now ? "expired" : "open";

const browsers: readonly [RegExp, string][] = [
  [/\bLine\//, "LINE"],
  [/\bEdgA?\//, "Edge"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bOPR\//, "Opera"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:HeadlessChrome|Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: readonly [RegExp, string][] = [
  [/\bWindows\b/, "Windows"],
  [/\biPad\b/, "iPad"],
  [/\biPhone\b/, "iPhone"],
  [/\bAndroid\b/, "Android"],
  [/\bMac OS X\b/, "Mac"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

/** Browser and system in words, as far as the browser says; null for what it does not. */
export function deviceOf(userAgent: string | null): { browser: string | null; system: string | null } {
  const find = (among: typeof browsers) => among.find(([sign]) => sign.test(userAgent ?? ""))?.[1] ?? null;
  return { browser: find(browsers), system: find(systems) };
}

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
const luminance = (hex: string): number => {
  const linear = (c: number) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const [r = 0, g = 0, b = 0] = channels(hex).map(linear);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};

/** Text on the shop's colour is one of these two; the screens' dark ink is not quite black. */
const inks = { light: "#ffffff", dark: "#15181c" } as const;
const readable = 4.5;

/** The shade nearest to a colour on which text of `ink` keeps 4.5:1 (WCAG 2.2, 1.4.3), and how many percent away it is. */
function nearestFor(hex: string, ink: keyof typeof inks): { color: string; percent: number } {
  const end = ink === "light" ? 0 : 255;
  for (let percent = 0; ; percent += 1) {
    const shade = channels(hex).map((c) => Math.round(c + ((end - c) * percent) / 100));
    const color = `#${shade.map((c) => c.toString(16).padStart(2, "0")).join("")}`;
    if (percent === 100 || contrast(color, inks[ink]) >= readable) return { color, percent };
  }
}

interface BrandColorCheck {
  /** The ink that text on the colour gets, and its contrast, rounded down to one decimal. */
  ink: "light" | "dark";
  ratio: number;
  passes: boolean;
  /** The nearest shade on which text reads; the colour itself when it passes. */
  nearest: string;
  /** The nearest shade on which white text reads. */
  forWhite: string;
}

/** Whether text can be read on a shop's colour ('#rrggbb'), and what to take instead. White is taken where it reads, as the screens do. */
export function brandColorCheck(color: string): BrandColorCheck {
  const hex = color.toLowerCase();
  const [light, dark] = [contrast(hex, inks.light), contrast(hex, inks.dark)];
  const ink = light >= readable || light >= dark ? "light" : "dark";
  const best = ink === "light" ? light : dark;
  const [lighter, darker] = [nearestFor(hex, "dark"), nearestFor(hex, "light")];
  const nearest = lighter.percent < darker.percent ? lighter.color : darker.color;
  return {
    ink,
    ratio: Math.floor(best * 10) / 10,
    passes: best >= readable,
    nearest: best >= readable ? hex : nearest,
    forWhite: darker.color,
  };
}

/** Addresses to offer for a shop's Latin name, the likeliest first: 'Aoi Denki' gives 'aoi-denki', 'aoidenki', 'aoi', 'aoi-denki-shop'. */
export function slugsFor(nameLatin: string): string[] {
  const words = nameLatin
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’.]/g, "")
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const joined = words.join("-");
  const offers = [joined, words.join(""), words[0] ?? "", `${joined.slice(0, 34)}-shop`];
  const cut = offers.map((text) => text.slice(0, 40).replace(/-+$/, "").replace("--", "-"));
  return [...new Set(cut)].filter((text) => /^[a-z0-9][a-z0-9-]{1,39}$/.test(text));
}
