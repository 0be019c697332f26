// What somebody has typed and not saved lies in the tab's storage: it outlives a reload, a lost session and the way back, and goes with
// the tab. Storage may be forbidden or full, and what is in it may be anybody's: then a form works as if nothing had been kept.

/** What was kept under a key, if `isRight` knows it for what it should be; else null. */
export function keptUnder<T>(key: string, isRight: (value: T) => boolean = () => true): T | null {
  try {
    const text = sessionStorage.getItem(key);
    const value = text === null ? null : (JSON.parse(text) as T | null);
    return value !== null && typeof value === "object" && isRight(value) ? value : null;
  } catch {
    return null;
  }
}

/** Keeps a value that survives JSON; null lets go of it. False where the browser keeps nothing. */
export function keepUnder(key: string, value: object | null): boolean {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
