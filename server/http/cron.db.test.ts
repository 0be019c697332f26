import { expect, it, vi } from "vitest";
import { handleCron } from "./cron";

vi.hoisted(() => {
  process.env.CRON_SECRET = "a-secret-of-more-than-16";
});

const call = (job: string, secret?: string) =>
  handleCron(
    new Request(`http://shop.test/api/cron/${job}`, {
      method: "POST",
      headers: secret ? { authorization: `Bearer ${secret}` } : {},
    }),
    job,
  );

it("asks for the secret, and says nothing more to those without it", async () => {
  for (const secret of [undefined, "wrong", "a-secret-of-more-than-1"]) {
    const answer = await call("outbox", secret);
    expect([answer.status, await answer.json()]).toEqual([401, { reason: "cron.forbidden" }]);
  }
});

it("runs what is due for the right secret and refuses an unknown job", async () => {
  expect((await call("outbox", "a-secret-of-more-than-16")).status).toBe(200);
  expect((await call("no.such.job", "a-secret-of-more-than-16")).status).toBe(404);
});
