export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Name of the cookie that keeps a person's choice of theme; absent means as the device. */
export const THEME_COOKIE = "goen.theme";

/** The theme a cookie value stands for; anything unknown is the device's own. */
export function readTheme(value: string | undefined): Theme {
  return THEMES.includes(value as Theme) ? (value as Theme) : "system";
}
