import { afterEach, expect, it, vi } from "vitest";
import { readStartSettings } from "./start-settings";

afterEach(() => vi.unstubAllEnvs());

function settingsWith(given: Record<string, string>) {
  for (const name of ["DATABASE_URL", "MAIL_CHANNEL", "GOEN_DEMO", "GOEN_DEV_ROUTES", "GOEN_HOST"])
    vi.stubEnv(name, given[name] ?? "");
  return readStartSettings([]);
}

it("makes the demo by itself only in a database of its own, and where no mail leaves", () => {
  const database = { DATABASE_URL: "postgres://goen_owner@db.example.jp/goen" };
  expect(settingsWith({}).makesDemo).toBe(true);
  expect(settingsWith(database).makesDemo).toBe(false);
  expect(settingsWith({ MAIL_CHANNEL: "smtp" }).makesDemo).toBe(false);
  expect(settingsWith({ ...database, GOEN_DEMO: "1" }).makesDemo).toBe(true);
  expect(settingsWith({ GOEN_DEMO: "0" }).makesDemo).toBe(false);
});

it("shows captured mail to this machine only", () => {
  expect(settingsWith({})).toMatchObject({ showsDevRoutes: true, host: "127.0.0.1" });
  expect(settingsWith({ MAIL_CHANNEL: "resend" })).toMatchObject({ showsDevRoutes: false, host: "0.0.0.0" });
});
