const YEAR_SECONDS = 365 * 86_400;

/** Keeps a harmless choice (language, theme) for a year; not a secret, so the browser may write it itself. */
export function keepPreference(name: string, value: string) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
}
