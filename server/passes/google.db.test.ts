import { eq } from "drizzle-orm";
import { decodeJwt, importSPKI, jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { memberPasses } from "@/db/schema/passes";
import { startWalletServices } from "@/db/testing/wallet-services";
import type { Ctx } from "@/server/kernel/ctx";
import { read } from "@/server/kernel/ctx";
import { newTestMember, newTestShop, type TestShop } from "@/server/kernel/testing";
import { withdrawMember } from "@/server/members/service/withdraw-member";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { takeGooglePass } from "./service/issue-pass";
import { setGoogleIssuer } from "./service/set-issuer";
import { renameTestShop } from "./service/testing";
import { tellGoogleClass, tellPhones } from "./service/tell-phones";

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
const googleFile = () => base64(world.serviceAccount);

const passRow = async () => {
  const [row] = await read(shop.ctx, (tx) => tx.select().from(memberPasses).where(eq(memberPasses.memberId, memberId)));
  if (!row) throw new Error("no pass");
  return row;
};
const give = (points: number, at = shop.ctx.now) =>
  adjustPoints({ ...shop.ctx, now: at }, { memberId, key: `gift:${points}:${at.getTime()}`, points, reason: "test" });
const later = (seconds: number, actor = own.actor) => shop.as(actor, new Date(shop.ctx.now.getTime() + seconds * 1000));

describe("a card in Google Wallet", () => {
  beforeEach(() => setGoogleIssuer(shop.ctx, { issuerId: "3388000000000000000", serviceAccount: googleFile() }));

  it("is saved by a link whose token the service account has signed; no name is in it", async () => {
    await give(1_500);
    const { url } = await takeGooglePass(own, memberId);
    expect(url.startsWith("https://pay.google.com/gp/v/save/")).toBe(true);
    const token = url.split("/").at(-1) ?? "";
    const { payload } = await jwtVerify(token, await importSPKI(world.publicKey, "RS256"), { audience: "google" });
    expect(payload).toMatchObject({ iss: "goen@example.iam.gserviceaccount.com", typ: "savetowallet" });
    const { id } = await passRow();
    expect(payload.payload).toMatchObject({
      loyaltyClasses: [
        { id: `3388000000000000000.${shop.ctx.tenant}`, issuerName: "試験商店", reviewStatus: "UNDER_REVIEW" },
      ],
      loyaltyObjects: [
        {
          id: `3388000000000000000.${id}`,
          state: "ACTIVE",
          loyaltyPoints: { balance: { int: 1_500 } },
          barcode: { type: "CODE_128" },
        },
      ],
    });
    expect(JSON.stringify(decodeJwt(token))).not.toContain("青井");
  });

  it("is brought up to date at Google with an access token of its own; one that was never saved is no error", async () => {
    await takeGooglePass(own, memberId);
    await give(777);
    expect(await tellPhones(later(5), { memberId }, world.services)).toEqual({ told: 1 });
    expect(world.heard.patches).toEqual([
      expect.objectContaining({
        url: `/walletobjects/v1/loyaltyObject/3388000000000000000.${(await passRow()).id}`,
        loyaltyPoints: { label: "ポイント", balance: { int: 777 } },
      }),
    ]);
    world.answers.google = 404;
    await give(1, later(10).now);
    expect(await tellPhones(later(20), { memberId }, world.services)).toEqual({ told: 1 });
    world.answers.google = 500;
    await give(2, later(30).now);
    await expect(tellPhones(later(40), { memberId }, world.services)).rejects.toThrow("500");
  });

  it("has its class told when the shop is called otherwise: once, in both languages, and again when Google was away", async () => {
    await takeGooglePass(own, memberId);
    expect(await tellGoogleClass(later(5), world.services.google)).toEqual({ told: true });
    expect(await tellGoogleClass(later(6), world.services.google)).toEqual({ told: false });
    await renameTestShop(shop.ctx);
    world.forget();
    world.answers.google = 503;
    await expect(tellGoogleClass(later(7), world.services.google)).rejects.toThrow("503");
    world.forget();
    expect(await tellGoogleClass(later(8), world.services.google)).toEqual({ told: true });
    expect(world.heard.patches).toEqual([
      expect.objectContaining({
        url: `/walletobjects/v1/loyaltyClass/3388000000000000000.${shop.ctx.tenant}`,
        issuerName: "新しい名",
        hexBackgroundColor: "#1d4f8f",
        localizedIssuerName: {
          defaultValue: { language: "ja", value: "新しい名" },
          translatedValues: [{ language: "en", value: "New name" }],
        },
        reviewStatus: "UNDER_REVIEW",
      }),
    ]);
  });

  it("becomes inactive when the member leaves", async () => {
    await takeGooglePass(own, memberId);
    await withdrawMember(shop.ctx, { memberId });
    await tellPhones(later(5), { memberId }, world.services);
    expect(world.heard.patches).toEqual([expect.objectContaining({ state: "INACTIVE" })]);
    expect(world.heard.patches[0]).not.toHaveProperty("barcode");
  });
});
