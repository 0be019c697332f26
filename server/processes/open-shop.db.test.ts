import { expect, it } from "vitest";
import { database } from "@/server/kernel/database";
import { allTenants } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { signInStaffByPassword } from "@/server/tenancy/service/staff-sign-in";
import { openShop } from "./open-shop";

const shop = (slug: string) => ({
  shop: {
    slug,
    name: "みどり文具",
    nameLatin: "Midori",
    trade: "stationery",
    brandColor: "#1a7f4b",
    mailFromName: "みどり文具",
    mailFromAddress: "news@midori.example",
    legalName: "みどり文具株式会社",
    legalAddress: "長野県松本市中央1-0-0",
    contactUrl: "https://midori.example/contact",
  },
  storeName: "本店",
  owner: { email: `owner-${newId()}@midori.example`, name: "緑川 薫", password: "a-long-enough-password" },
});
const shops = async () => (await allTenants(database("batch"))).map((row) => row.slug);

it("makes a shop whose owner can sign in", async () => {
  const given = shop("midori");
  await openShop(given);
  expect(await shops()).toContain("midori");
  const { email, password } = given.owner;
  // A right password is no guess: more sign-ins than the throttle allows tries.
  for (let time = 0; time < 12; time += 1) {
    const door = { db: database("app"), now: new Date(), requestId: newId() };
    expect(await signInStaffByPassword(door, { email, password, origin: "test" })).toBeTruthy();
  }
});

it("leaves nothing behind when the address is taken or the password is too short", async () => {
  await openShop(shop("taken"));
  await expect(openShop(shop("taken"))).rejects.toMatchObject({ reason: "tenancy.slug_taken" });
  const weak = shop("weak");
  await expect(openShop({ ...weak, owner: { ...weak.owner, password: "short" } })).rejects.toMatchObject({
    code: "invalid",
  });
  expect(await shops()).not.toContain("weak");
});
