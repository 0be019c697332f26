export type Browser = "line" | "safari" | "chrome" | "edge" | "firefox" | "samsung" | "other";
export type System = "iphone" | "ipad" | "android" | "windows" | "mac" | "linux" | "other";

// The first that fits: every browser also says it is those it descends from.
const browsers: readonly [Browser, RegExp][] = [
  ["line", /\bLine\/\d/],
  ["edge", /\bEdg(?:A|iOS)?\/\d/],
  ["samsung", /\bSamsungBrowser\/\d/],
  ["firefox", /\b(?:Firefox|FxiOS)\/\d/],
  ["chrome", /\b(?:Chrome|CriOS)\/\d/],
  ["safari", /\bSafari\/\d/],
];
const systems: readonly [System, RegExp][] = [
  ["ipad", /\biPad\b/],
  ["iphone", /\b(?:iPhone|iPod)\b/],
  ["android", /\bAndroid\b/],
  ["windows", /\bWindows\b/],
  ["mac", /\bMac(?:intosh| OS X)\b/],
  ["linux", /\b(?:Linux|X11|CrOS)\b/],
];

/** Which browser on which system a session was begun with, as far as its user agent tells; for a person to recognise. */
export function deviceOf(userAgent: string | null): { browser: Browser; system: System } {
  const find = <K extends string>(list: readonly [K, RegExp][]) =>
    list.find(([, pattern]) => pattern.test(userAgent ?? ""))?.[0];
  return { browser: find(browsers) ?? "other", system: find(systems) ?? "other" };
}

/** True inside LINE's own browser, which keeps its cookies to itself, prints nothing and refuses some downloads. */
export const isLineBrowser = (userAgent: string | null): boolean => deviceOf(userAgent).browser === "line";
