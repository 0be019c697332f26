// A till whose clock is wrong would date its sales wrongly, and one that goes ahead could record none at all. The server's clock is
// on every answer; how far this device is off is kept, so that it is known without a network, too.
const key = "goen.clock";
/** Below this it is the way of the answer, not the clock. */
const toleratedMs = 60_000;

const keptOffset = (): number => {
  try {
    const offset = Number(localStorage.getItem(key));
    return Number.isFinite(offset) ? offset : 0;
  } catch {
    return 0;
  }
};

/** How far the server's clock is ahead of this one, from the `Date` of an answer; 0 when it is about right. */
export function clockOffset(date: string | null, deviceMs: number): number | null {
  const serverMs = Date.parse(date ?? "");
  if (Number.isNaN(serverMs)) return null;
  const offset = serverMs - deviceMs;
  return Math.abs(offset) < toleratedMs ? 0 : offset;
}

/** Asks the server what time it is. Without a network what is known stays. */
export async function checkClock(): Promise<void> {
  try {
    const answer = await fetch("/api/health", { method: "HEAD", cache: "no-store" });
    const offset = clockOffset(answer.headers.get("date"), Date.now());
    if (offset !== null) localStorage.setItem(key, String(offset));
  } catch {
    // No network, or a browser that keeps nothing: the device's own clock it is.
  }
}

/** Now, by the server's clock as far as it is known. */
export const tillNow = (): Date => new Date(Date.now() + keptOffset());
