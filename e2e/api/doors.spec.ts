import { expect, test } from "@playwright/test";

const pages = ["/", "/sign-in", "/aoi/my/sign-in", "/aoi/staff", "/no-such-shop/my"];

test("health names every part and all are well", async ({ request }) => {
  const answer = await request.get("/api/health");
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toEqual({
    status: "ok",
    parts: { database: "ok", migrations: "ok", worker: "ok", sender: "ok", ingest: "ok" },
  });
  expect(answer.headers()["cache-control"]).toBe("no-store");
});

test("every page carries a content policy with a nonce of its own, and its scripts bear it", async ({ request }) => {
  const seen = new Set<string>();
  for (const path of pages) {
    const answer = await request.get(path);
    const policy = answer.headers()["content-security-policy"] ?? "";
    const scripts = policy.split("; ").find((rule) => rule.startsWith("script-src")) ?? "";
    const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? "";
    expect(nonce, path).not.toBe("");
    expect(scripts, path).not.toContain("unsafe-inline");
    for (const rule of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
      expect(policy, path).toContain(rule);
    const tags = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(tags.length, path).toBeGreaterThan(0);
    for (const tag of tags) expect(tag, path).toContain(`nonce="${nonce}"`);
    seen.add(nonce);
  }
  expect(seen.size).toBe(pages.length);
});

test("every answer carries the other security headers, and none says what it runs on", async ({ request }) => {
  for (const path of [...pages, "/api/health", "/icon.svg"]) {
    const headers = (await request.get(path)).headers();
    expect(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "strict-transport-security": expect.stringContaining("max-age="),
      "permissions-policy": expect.stringContaining("geolocation=()"),
    });
    expect(headers["referrer-policy"], path).toMatch(/no-referrer|strict-origin/);
    expect(headers["x-powered-by"], path).toBeUndefined();
  }
});

test("periodic work is started only with the secret", async ({ request }) => {
  for (const job of ["campaigns.run", "outbox", "no.such.job"]) {
    expect((await request.post(`/api/cron/${job}`)).status(), job).toBe(401);
    const wrong = await request.post(`/api/cron/${job}`, { headers: { authorization: "Bearer wrong" } });
    expect([wrong.status(), await wrong.json()], job).toEqual([401, { reason: "cron.forbidden" }]);
    expect((await request.get(`/api/cron/${job}`)).status(), job).toBe(405);
  }
});

test("a member's data is not given out without a session", async ({ request }) => {
  for (const procedure of ["members.me", "points.mine", "purchases.list", "warranties.list"]) {
    const answer = await request.get(`/api/trpc/aoi/${procedure}`);
    expect(answer.status(), procedure).toBe(401);
    expect(await answer.text(), procedure).not.toContain("stack");
  }
});
