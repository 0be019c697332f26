/** Calls that ride in one batch at most; the screens' own client sends no more. */
export const maxBatchSize = 10;

/** Browsers say where a call comes from, and pages cannot change it. Programs that are no browser do not send it. */
export function comesFromOtherSite(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  return site !== null && site !== "same-origin" && site !== "none";
}

/**
 * Why a request is not even looked into: `kernel.batch_too_large`, or `kernel.other_site` for a call that another site made a
 * browser send. Null when there is no reason.
 */
export function whyRefused(request: Request): "kernel.batch_too_large" | "kernel.other_site" | null {
  if (request.method === "POST" && comesFromOtherSite(request)) return "kernel.other_site";
  // Forms need no leave to be sent to another site, and the adapter would read them; our client writes JSON.
  if (request.method === "POST" && !request.headers.get("content-type")?.startsWith("application/json"))
    return "kernel.other_site";
  // The adapter reads the path decoded: an escaped comma parts calls, too.
  const calls = new URL(request.url).pathname.split(/,|%2c/i).length;
  return calls > maxBatchSize ? "kernel.batch_too_large" : null;
}
