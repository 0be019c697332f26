import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signUps, staffAccounts } from "@/db/schema/tenancy";
import { database } from "@/server/kernel/database";
import { env } from "@/server/kernel/env";
import { findTenantBySlug } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { tokenOfLink } from "@/server/kernel/one-time-links";
import { testNow } from "@/server/kernel/testing";
import type { Door } from "./auth/door";
import { membershipsOf } from "./queries/memberships";
import { openOwnShop, proposedSlug, slugState } from "./service/open-own-shop";
import { completeSignUp, requestSignUp, signUpAddress, signUpMail } from "./service/sign-up";

const doorAt = (now = testNow): Door => ({ db: database("app"), now, requestId: newId() });
const later = (ms: number) => new Date(testNow.getTime() + ms);
const origin = () => `10.${newId()}`;
const password = "momiji-no-mise";

/** Asks for a link and gives its row and token. */
async function asked(email: string) {
  await requestSignUp(doorAt(), { email, origin: origin(), locale: "ja" });
  const rows = await database("app").transaction(null, "read", (tx) =>
    tx.select().from(signUps).where(eq(signUps.emailNormalised, email)),
  );
  const row = rows.at(-1);
  if (!row) throw new Error("no sign-up was written");
  return { row, token: tokenOfLink("sign-up", row.id) };
}

const accountId = async (email: string) =>
  (
    await database("app").transaction(null, "read", (tx) =>
      tx.select().from(staffAccounts).where(eq(staffAccounts.emailNormalised, email)),
    )
  )[0]?.id ?? "";

/** A person with an account and no shop. */
async function newcomer() {
  const email = `${newId()}@momiji.example`;
  const { token } = await asked(email);
  await completeSignUp(doorAt(), { token, name: "紅葉 みどり", password, locale: "ja", origin: origin() });
  return { email, accountId: await accountId(email) };
}

const shop = (slug: string) => ({
  slug,
  name: "もみじ雑貨店🍁",
  nameLatin: "Momiji Zakka",
  trade: "home" as const,
  legalName: "もみじ株式会社",
  legalAddress: "東京都台東区浅草1-0-0",
  contactUrl: "https://momiji.example/contact",
  locale: "ja" as const,
});
const newSlug = () => `m-${newId().slice(-12)}`;

beforeAll(() => {
  env().GOEN_SIGN_UP = "open";
});
afterAll(() => {
  env().GOEN_SIGN_UP = "closed";
});

describe("signing up", () => {
  it("proves the address, makes the account once, and puts a mail into the queue", async () => {
    const email = `${newId()}@momiji.example`;
    const { row, token } = await asked(email);
    const { rows: jobs } = await database("owner").transaction(null, "read", (tx) =>
      tx.execute(sql`select from graphile_worker._private_jobs where payload::text like ${`%${row.id}%`}`),
    );
    expect(jobs).toHaveLength(1);
    expect(await signUpMail(doorAt(), row.id)).toMatchObject({
      to: email,
      isKnown: false,
      url: expect.stringContaining(token),
    });
    expect(await signUpAddress(doorAt(), token)).toBe(email);
    const about = { token, name: "紅葉 みどり", password, locale: "ja" as const, origin: origin() };
    expect(await completeSignUp(doorAt(), about)).toBe(email);
    expect(await completeSignUp(doorAt(), about)).toBeNull();
    expect(await signUpAddress(doorAt(), token)).toBeNull();
    expect(await signUpMail(doorAt(), row.id)).toBeNull();
  });

  it("writes the same row for a known address; the mail leads to the sign-in and carries no token", async () => {
    const { email } = await newcomer();
    const { row, token } = await asked(email);
    const mail = await signUpMail(doorAt(), row.id);
    expect(mail).toMatchObject({
      to: email,
      isKnown: true,
      url: expect.stringContaining("/sign-in?returnTo=/start/shop"),
    });
    expect(mail?.url).not.toContain(token);
    // Even with the token nobody gets at the account that is there.
    const about = { token, name: "別人", password: "another-password", locale: "ja" as const, origin: origin() };
    expect(await completeSignUp(doorAt(), about)).toBeNull();
  });

  it("takes no altered, foreign or old link and no short password", async () => {
    const { token } = await asked(`${newId()}@momiji.example`);
    const about = { name: "紅葉", password, locale: "ja" as const, origin: origin() };
    for (const wrong of [
      `${token}x`,
      token.replace(/^./, (c) => (c === "0" ? "1" : "0")),
      tokenOfLink("staff-sign-in", newId()),
      "",
    ])
      expect(await completeSignUp(doorAt(), { ...about, token: wrong })).toBeNull();
    expect(await completeSignUp(doorAt(later(2 * 3_600_000)), { ...about, token })).toBeNull();
    await expect(completeSignUp(doorAt(), { ...about, token, password: "short" })).rejects.toMatchObject({
      code: "invalid",
      details: { field: "password" },
    });
  });

  it("is limited per address", async () => {
    const [email, from] = [`${newId()}@momiji.example`, origin()];
    for (let times = 0; times < 3; times += 1) await requestSignUp(doorAt(), { email, origin: from, locale: "ja" });
    await expect(requestSignUp(doorAt(), { email, origin: from, locale: "ja" })).rejects.toMatchObject({
      code: "limited",
    });
  });

  it("is closed where the setting says so", async () => {
    env().GOEN_SIGN_UP = "closed";
    await expect(
      requestSignUp(doorAt(), { email: "a@b.example", origin: origin(), locale: "ja" }),
    ).rejects.toMatchObject({
      reason: "tenancy.sign_up_closed",
    });
    await expect(openOwnShop(doorAt(), newId(), shop(newSlug()))).rejects.toMatchObject({ code: "forbidden" });
    env().GOEN_SIGN_UP = "open";
  });
});

describe("opening a shop of one's own", () => {
  it("makes the shop with the person as its owner, and a second one for the same person", async () => {
    const person = await newcomer();
    const [first, second] = [newSlug(), newSlug()];
    await openOwnShop(doorAt(), person.accountId, shop(first));
    await openOwnShop(doorAt(), person.accountId, shop(second));
    const memberships = await membershipsOf(database("app"), person.accountId);
    expect(memberships.map(({ slug }) => slug).toSorted()).toEqual([first, second].toSorted());
    expect(memberships.map(({ role }) => role)).toEqual(["owner", "owner"]);
    expect(await findTenantBySlug(database("app"), first)).toMatchObject({
      mailFromAddress: person.email,
      isDemo: false,
      name: "もみじ雑貨店🍁",
    });
  });

  it("refuses a taken address and leaves nothing half made", async () => {
    const [one, other] = [await newcomer(), await newcomer()];
    const slug = newSlug();
    await openOwnShop(doorAt(), one.accountId, shop(slug));
    await expect(openOwnShop(doorAt(), other.accountId, shop(slug))).rejects.toMatchObject({
      reason: "tenancy.slug_taken",
    });
    expect(await membershipsOf(database("app"), other.accountId)).toEqual([]);
    expect(await slugState(doorAt(), slug)).toBe("taken");
  });

  it("knows free, taken, reserved and misshapen addresses and proposes one that is free", async () => {
    expect(await slugState(doorAt(), newSlug())).toBe("free");
    expect(await slugState(doorAt(), "start")).toBe("reserved");
    for (const slug of ["", "A", "a", "-aoi", "青", "a b", "a".repeat(41)])
      expect(await slugState(doorAt(), slug)).toBe("shape");
    const person = await newcomer();
    const name = `Kaede ${newId().slice(-12)}`;
    const proposed = await proposedSlug(doorAt(), name);
    expect(proposed).toBe(name.toLowerCase().replace(" ", "-"));
    await openOwnShop(doorAt(), person.accountId, shop(proposed ?? ""));
    expect(await proposedSlug(doorAt(), name)).not.toBe(proposed);
    expect(await proposedSlug(doorAt(), "青い電機")).toBeNull();
  });

  it("opens none for somebody who is not there, nor with a bad contact page", async () => {
    await expect(openOwnShop(doorAt(), newId(), shop(newSlug()))).rejects.toMatchObject({ code: "unauthenticated" });
    const person = await newcomer();
    const input = { ...shop(newSlug()), contactUrl: "javascript:alert(1)" };
    await expect(openOwnShop(doorAt(), person.accountId, input)).rejects.toMatchObject({
      details: { field: "contactUrl" },
    });
  });
});
