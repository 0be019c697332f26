// Keeps the counter's home and sale pages, and what they are made of, so that a till opens without a network. Answers with names in
// them are never kept: those come through /api/, which this does not touch.
const pages = "till-pages-1";
const parts = "till-parts-1";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (![pages, parts].includes(name)) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

/** Home and an empty sale of a shop; with a member in the address it is that person's page. */
const isKept = (url) => /^\/[^/]+\/staff(?:\/sale)?$/.test(url.pathname) && !url.searchParams.has("member");
/** A whole page and the router's own form of it are two answers of one address. */
const keyOf = (request, url) => `${url.origin}${url.pathname}?as=${request.headers.get("rsc") ? "rsc" : "page"}`;

async function fresh(request, url) {
  const cache = await caches.open(pages);
  const key = keyOf(request, url);
  try {
    const answer = await fetch(request);
    // A prefetch holds only the frame of the page, and a redirect leads to the sign-in.
    if (answer.ok && !answer.redirected && !request.headers.get("next-router-prefetch"))
      await cache.put(key, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(key);
    if (kept) return kept;
    throw error;
  }
}

async function once(request) {
  const cache = await caches.open(parts);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  // Their names change with their content.
  if (url.pathname.startsWith("/_next/static/")) event.respondWith(once(request));
  else if (isKept(url)) event.respondWith(fresh(request, url));
});

self.addEventListener("message", (event) => {
  // Whoever leaves the till takes its pages along.
  if (event.data === "forget") event.waitUntil(caches.delete(pages));
});
