import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { passIssuers } from "@/db/schema/passes";
import { startWalletServices } from "@/db/testing/wallet-services";
import type { Ctx } from "@/server/kernel/ctx";
import { read } from "@/server/kernel/ctx";
import { newTestMember, newTestShop, staffActor, type TestShop } from "@/server/kernel/testing";
import { walletSettings, walletsOffered } from "./queries/issuers";
import { takeApplePass } from "./service/issue-pass";
import { removeIssuer, setAppleIssuer, setGoogleIssuer } from "./service/set-issuer";

let world: Awaited<ReturnType<typeof startWalletServices>>;
let shop: TestShop;
let memberId: string;
let own: Ctx;

beforeAll(async () => {
  world = await startWalletServices();
});
afterAll(() => world.stop());

beforeEach(async () => {
  world.forget();
  shop = await newTestShop();
  memberId = await newTestMember(shop.ctx, { familyName: "青井", givenName: "花子" });
  own = shop.as({ kind: "member", id: memberId });
});

const base64 = (value: string | Buffer) => Buffer.from(value).toString("base64");
const appleFiles = () => ({
  certificate: base64(world.chain.p12("pw")),
  password: "pw",
  authority: base64(world.chain.authorityPem),
});
const googleFile = () => base64(world.serviceAccount);

describe("what a shop signs with", () => {
  it("is kept sealed, shown without a key, and taken away again", async () => {
    expect(await walletsOffered(own)).toEqual({ apple: false, google: false });
    await setAppleIssuer(shop.ctx, appleFiles());
    await setGoogleIssuer(shop.ctx, { issuerId: "3388000000000000000", serviceAccount: googleFile() });
    expect(await walletsOffered(own)).toEqual({ apple: true, google: true });
    const settings = await walletSettings(shop.ctx);
    expect(settings.apple).toMatchObject({
      issuerId: world.chain.passTypeId,
      accountId: world.chain.teamId,
      isOver: false,
    });
    expect(JSON.stringify(settings)).not.toContain("PRIVATE");
    const rows = await read(shop.ctx, (tx) => tx.select().from(passIssuers));
    expect(JSON.stringify(rows.filter((row) => row.tenantId === shop.ctx.tenant))).not.toContain("PRIVATE");
    await removeIssuer(shop.ctx, { platform: "apple" });
    expect(await walletsOffered(own)).toEqual({ apple: false, google: true });
  });

  it("is not offered once the certificate is over", async () => {
    await setAppleIssuer(shop.ctx, appleFiles());
    const after = shop.as(own.actor, new Date("2027-11-02T00:00:00Z"));
    expect(await walletsOffered(after)).toEqual({ apple: false, google: false });
    await expect(takeApplePass(after, memberId)).rejects.toMatchObject({ reason: "passes.not_offered" });
  });

  it("is refused with the field at fault, and nothing is kept", async () => {
    await expect(setAppleIssuer(shop.ctx, { ...appleFiles(), password: "no" })).rejects.toMatchObject({
      code: "refused",
      reason: "passes.password",
      details: { field: "password" },
    });
    const account = base64(JSON.stringify({ type: "authorized_user" }));
    await expect(
      setGoogleIssuer(shop.ctx, { issuerId: "3388000000000000000", serviceAccount: account }),
    ).rejects.toMatchObject({
      reason: "passes.service_account",
    });
    expect(await walletSettings(shop.ctx)).toEqual({ apple: null, google: null });
  });

  it("is the owner's alone, and no other shop's", async () => {
    for (const role of ["marketer", "store_staff", "analyst"] as const)
      await expect(setAppleIssuer(shop.as(staffActor({ role })), appleFiles())).rejects.toMatchObject({
        code: "forbidden",
      });
    await setAppleIssuer(shop.ctx, appleFiles());
    expect(await walletSettings((await newTestShop()).ctx)).toEqual({ apple: null, google: null });
  });
});
