/**
 * A shop may choose any colour; readable text may not depend on that choice.
 * From one hex value come, for the light and the dark theme, colours whose contrast is computed (WCAG 2.2, 1.4.3).
 */
export type BrandTheme = {
  /** Ground of primary buttons and of the card. */
  brand: string;
  /** The same under the pointer: further from `ink`, so the contrast only grows. */
  hover: string;
  /** Text on `brand`: 4.5:1 or better. */
  ink: string;
  /** The colour as text on the page, on a card and on `soft`: 4.5:1 or better. */
  text: string;
  /** A quiet tint for selected rows and badges. */
  soft: string;
  /** Outline of a `brand` ground, 3:1 against the page even where the colour itself is pale. */
  edge: string;
};

type Rgb = readonly [number, number, number];

export const HOUSE_BRAND = "#1d4f8f";
const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];
const GROUNDS = {
  light: { surface: "#ffffff", far: "#eff1f4", ink: "#15181c", softShare: 0.09, away: "darker" },
  dark: { surface: "#15181c", far: "#272c33", ink: "#0d0f12", softShare: 0.2, away: "lighter" },
} as const;

const toRgb = (hex: string): Rgb => {
  const n = Number.parseInt(hex.slice(1), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
};
const toHex = (rgb: Rgb) => `#${rgb.map((c) => Math.round(c).toString(16).padStart(2, "0")).join("")}`;
const mix = (a: Rgb, b: Rgb, shareOfB: number): Rgb => [
  a[0] + (b[0] - a[0]) * shareOfB,
  a[1] + (b[1] - a[1]) * shareOfB,
  a[2] + (b[2] - a[2]) * shareOfB,
];
const luminance = ([r, g, b]: Rgb) => {
  const linear = (c: number) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
};

/** Contrast ratio of two hex colours, 1 to 21 (WCAG 2.2). */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(toRgb(a)), luminance(toRgb(b))];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** `#rgb` or `#rrggbb` in any case as `#rrggbb`; anything else is null. */
export function normaliseHex(input: string | null | undefined): string | null {
  const hex = (input ?? "").trim().toLowerCase();
  if (/^#[0-9a-f]{6}$/.test(hex)) return hex;
  if (/^#[0-9a-f]{3}$/.test(hex)) return `#${hex[1]}${hex[1]}${hex[2]}${hex[2]}${hex[3]}${hex[3]}`;
  return null;
}

/** The same hue and saturation at another lightness, 0 black to 1 white (HSL), so that a lighter red stays red and not grey. */
function withLightness(rgb: Rgb, lightness: number): Rgb {
  const [r, g, b] = rgb.map((c) => c / 255) as [number, number, number];
  const [max, min] = [Math.max(r, g, b), Math.min(r, g, b)];
  const span = max - min;
  const own = (max + min) / 2;
  const saturation = span === 0 ? 0 : span / (1 - Math.abs(2 * own - 1));
  const hue = span === 0 ? 0 : max === r ? (g - b) / span + 6 : max === g ? (b - r) / span + 2 : (r - g) / span + 4;
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const k = (offset + hue * 2) % 12;
    return 255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [channel(0), channel(8), channel(4)];
}
const lightnessOf = (rgb: Rgb) => (Math.max(...rgb) + Math.min(...rgb)) / 510;

/** Makes a colour lighter or darker in small steps until it keeps `ratio` against every ground. */
function moveUntil(start: string, way: "lighter" | "darker", ratio: number, grounds: readonly string[]): string {
  const rgb = toRgb(start);
  const [from, to] = [lightnessOf(rgb), way === "lighter" ? 1 : 0];
  for (let share = 0; share < 1; share += 0.02) {
    const candidate = share === 0 ? start : toHex(withLightness(rgb, from + (to - from) * share));
    if (grounds.every((ground) => contrast(candidate, ground) >= ratio)) return candidate;
  }
  return way === "lighter" ? "#ffffff" : "#000000";
}

function themeOf(hex: string, theme: "light" | "dark"): BrandTheme {
  const { surface, far, ink: dark, softShare, away } = GROUNDS[theme];
  // A colour that would vanish into the page is moved just far enough to be seen.
  const seen = moveUntil(hex, away, 1.15, [surface]);
  const inkIsWhite = contrast(seen, "#ffffff") >= 4.5 || contrast(seen, "#ffffff") >= contrast(seen, dark);
  const ink = inkIsWhite ? "#ffffff" : dark;
  const brand = moveUntil(seen, inkIsWhite ? "darker" : "lighter", 4.5, [ink]);
  const soft = toHex(mix(toRgb(surface), toRgb(brand), softShare));
  return {
    brand,
    hover: toHex(mix(toRgb(brand), inkIsWhite ? BLACK : WHITE, 0.12)),
    ink,
    text: moveUntil(brand, away, 4.5, [surface, far, soft]),
    soft,
    edge: moveUntil(brand, away, 3, [surface]),
  };
}

/** The shop's colour made safe for both themes; a value that is not a colour falls back to the house colour. */
export function brandVariants(input: string | null | undefined): { light: BrandTheme; dark: BrandTheme } {
  const hex = normaliseHex(input) ?? HOUSE_BRAND;
  return { light: themeOf(hex, "light"), dark: themeOf(hex, "dark") };
}

/** CSS declarations (`--shop-light-brand: #…`) for a style element; only computed hex values are in it. */
export function brandDeclarations(input: string | null | undefined): string {
  return Object.entries(brandVariants(input))
    .flatMap(([theme, values]) => Object.entries(values).map(([name, value]) => `--shop-${theme}-${name}:${value}`))
    .join(";");
}
