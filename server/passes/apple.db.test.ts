import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { memberPasses, passDevices } from "@/db/schema/passes";
import { isSigned, startWalletServices, unzip } from "@/db/testing/wallet-services";
import type { Ctx } from "@/server/kernel/ctx";
import { read } from "@/server/kernel/ctx";
import { newTestMember, newTestShop, type TestShop } from "@/server/kernel/testing";
import { withdrawMember } from "@/server/members/service/withdraw-member";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { passToken } from "./queries/pass-token";
import { changedPasses, forgetDevice, registerDevice } from "./service/devices";
import { renderApplePass, takeApplePass } from "./service/issue-pass";
import { removeIssuer, setAppleIssuer } from "./service/set-issuer";
import { publishTestRanks } from "@/server/ranks/service/testing";
import { setRankByHand } from "@/server/ranks/service/set-by-hand";
import { renameTestShop } from "./service/testing";
import { refreshStalePasses, tellPhones } from "./service/tell-phones";

const push = "aa11bb22cc33";

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

const passRow = async () => {
  const [row] = await read(shop.ctx, (tx) => tx.select().from(memberPasses).where(eq(memberPasses.memberId, memberId)));
  if (!row) throw new Error("no pass");
  return row;
};
const give = (points: number, at = shop.ctx.now) =>
  adjustPoints({ ...shop.ctx, now: at }, { memberId, key: `gift:${points}:${at.getTime()}`, points, reason: "test" });
const later = (seconds: number, actor = own.actor) => shop.as(actor, new Date(shop.ctx.now.getTime() + seconds * 1000));

describe("a card in Apple Wallet", () => {
  beforeEach(() => setAppleIssuer(shop.ctx, appleFiles()));

  it("is signed by the pass type's key over a manifest of every file, and shows number, points and name", async () => {
    await give(1_234_567);
    const files = unzip((await takeApplePass(own, memberId)).bytes);
    const manifest = files.get("manifest.json") ?? Buffer.alloc(0);
    const sums = JSON.parse(manifest.toString()) as Record<string, string>;
    for (const [name, bytes] of files)
      if (name !== "manifest.json" && name !== "signature")
        expect(sums[name], name).toBe(createHash("sha1").update(bytes).digest("hex"));
    expect(Object.keys(sums)).toEqual(expect.arrayContaining(["pass.json", "icon.png", "icon@2x.png"]));
    expect(isSigned(files.get("signature") ?? Buffer.alloc(0), manifest, world.chain.certificatePem)).toBe(true);
    expect(
      isSigned(
        files.get("signature") ?? Buffer.alloc(0),
        Buffer.from(`${manifest.toString()} `),
        world.chain.certificatePem,
      ),
    ).toBe(false);
    const pass = JSON.parse((files.get("pass.json") ?? Buffer.alloc(0)).toString());
    expect(pass).toMatchObject({
      formatVersion: 1,
      passTypeIdentifier: world.chain.passTypeId,
      teamIdentifier: world.chain.teamId,
      serialNumber: memberId,
      authenticationToken: passToken(shop.ctx.tenant, memberId, (await passRow()).id),
      storeCard: {
        primaryFields: [{ key: "points", value: 1_234_567 }],
        secondaryFields: [{ key: "member", value: "青井 花子" }, { key: "expiring" }],
      },
      barcodes: [{ format: "PKBarcodeFormatCode128", messageEncoding: "iso-8859-1" }],
      voided: false,
    });
  });

  it("is one card however often it is taken, and nobody else's", async () => {
    await takeApplePass(own, memberId);
    const { id } = await passRow();
    await takeApplePass(own, memberId);
    expect((await passRow()).id).toBe(id);
    const other = await newTestMember(shop.ctx, {});
    await expect(takeApplePass(shop.as({ kind: "member", id: other }), memberId)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(takeApplePass(shop.ctx, memberId)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("hears of new points: the phone is pushed with the shop's certificate, and asks for the changed card", async () => {
    await takeApplePass(own, memberId);
    const door = { serialNumber: memberId, token: passToken(shop.ctx.tenant, memberId, (await passRow()).id) };
    const visitor = later(1, { kind: "visitor" } as never);
    expect(await registerDevice(visitor, door, { deviceId: "device-1", pushToken: push })).toEqual({ isNew: true });
    expect(await registerDevice(visitor, door, { deviceId: "device-1", pushToken: push })).toEqual({ isNew: false });
    const first = await changedPasses(visitor, "device-1", 0);
    expect(first?.serialNumbers).toEqual([memberId]);
    expect(await changedPasses(visitor, "device-1", Number(first?.lastUpdated))).toBeNull();

    await give(500);
    expect(await tellPhones(later(5), { memberId }, world.services)).toEqual({ told: 1 });
    expect(world.heard.pushes).toEqual([
      {
        path: `POST /3/device/${push}`,
        topic: world.chain.passTypeId,
        certificate: expect.stringContaining(world.chain.passTypeId),
      },
    ]);
    expect((await changedPasses(visitor, "device-1", Number(first?.lastUpdated)))?.serialNumbers).toEqual([memberId]);
    // Nothing has changed since: nobody is disturbed.
    expect(await tellPhones(later(6), { memberId }, world.services)).toEqual({ told: 0 });
    expect(world.heard.pushes).toHaveLength(1);
  });

  it("forgets a phone that Apple says is gone, and keeps trying when Apple is not there", async () => {
    await takeApplePass(own, memberId);
    const door = { serialNumber: memberId, token: passToken(shop.ctx.tenant, memberId, (await passRow()).id) };
    for (const [deviceId, pushToken] of [
      ["kept", "aaaa0001"],
      ["sold", "aaaa0002"],
    ] as const)
      await registerDevice(own, door, { deviceId, pushToken });
    world.answers.tokens.set("aaaa0001", { status: 503 });
    world.answers.tokens.set("aaaa0002", { status: 410 });

    await give(10);
    await expect(tellPhones(later(5), { memberId }, world.services)).rejects.toThrow("503");
    expect((await passRow()).failure).toContain("503");
    world.answers.tokens.set("aaaa0001", { status: 200 });
    expect(await tellPhones(later(9), { memberId }, world.services)).toEqual({ told: 1 });
    expect((await passRow()).failure).toBeNull();
    const phones = await read(shop.ctx, (tx) =>
      tx.select().from(passDevices).where(eq(passDevices.memberId, memberId)),
    );
    expect(phones.map(({ deviceId }) => deviceId)).toEqual(["kept"]);
  });

  it("believes only the token of that very card", async () => {
    await takeApplePass(own, memberId);
    const { id } = await passRow();
    const stranger = await newTestShop();
    for (const token of [
      "",
      "x",
      passToken(stranger.ctx.tenant, memberId, id),
      passToken(shop.ctx.tenant, id, memberId),
    ])
      await expect(
        registerDevice(own, { serialNumber: memberId, token }, { deviceId: "d", pushToken: push }),
      ).rejects.toMatchObject({ code: "unauthenticated" });
    const right = { serialNumber: memberId, token: passToken(shop.ctx.tenant, memberId, id) };
    await expect(registerDevice(stranger.ctx, right, { deviceId: "d", pushToken: push })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    await expect(registerDevice(own, right, { deviceId: "d", pushToken: "../x" })).rejects.toMatchObject({
      code: "invalid",
    });
    await forgetDevice(own, right, "never seen");
  });

  it("of somebody who has left says so, once, and its phones are forgotten", async () => {
    await give(300);
    await takeApplePass(own, memberId);
    const { id } = await passRow();
    await registerDevice(
      own,
      { serialNumber: memberId, token: passToken(shop.ctx.tenant, memberId, id) },
      { deviceId: "d", pushToken: push },
    );
    await withdrawMember(shop.ctx, { memberId });
    expect(await tellPhones(later(5), { memberId }, world.services)).toEqual({ told: 1 });
    expect(world.heard.pushes).toHaveLength(1);
    const pass = JSON.parse(
      (unzip((await renderApplePass(own, memberId, id)).bytes).get("pass.json") ?? Buffer.alloc(0)).toString(),
    );
    expect(pass).toMatchObject({ voided: true });
    expect(JSON.stringify(pass)).not.toContain("青井");
    expect(pass.barcodes ?? []).toEqual([]);
    expect(
      await read(shop.ctx, (tx) => tx.select().from(passDevices).where(eq(passDevices.memberId, memberId))),
    ).toEqual([]);
    await expect(takeApplePass(own, memberId)).rejects.toMatchObject({ reason: "passes.left" });
  });

  it("is looked at again when points have come or gone by the calendar", async () => {
    await takeApplePass(own, memberId);
    expect(await refreshStalePasses(later(5))).toEqual({ asked: 0 });
    await give(20, later(10).now);
    expect(await refreshStalePasses(later(20))).toEqual({ asked: 1 });
    await tellPhones(later(30), { memberId }, world.services);
    expect(await refreshStalePasses(later(40))).toEqual({ asked: 0 });
  });

  it("is looked at once, not for ever, when what happened does not show on it", async () => {
    await takeApplePass(own, memberId);
    await give(20, later(10).now);
    await give(-20, later(11).now);
    expect(await refreshStalePasses(later(20))).toEqual({ asked: 1 });
    expect(await tellPhones(later(30), { memberId }, world.services)).toEqual({ told: 0 });
    expect(await refreshStalePasses(later(40))).toEqual({ asked: 0 });
  });

  it("shows the rank in the member's language, and hears of another one", async () => {
    const { levels } = await publishTestRanks(shop.ctx);
    await takeApplePass(own, memberId);
    const shown = async () =>
      JSON.parse(
        (
          unzip((await renderApplePass(later(60), memberId, (await passRow()).id)).bytes).get("pass.json") ??
          Buffer.alloc(0)
        ).toString(),
      ).storeCard.headerFields;
    expect(await shown()).toEqual([expect.objectContaining({ label: "ランク", value: "レギュラー" })]);
    const gold = levels[2]?.id ?? "";
    await setRankByHand(shop.ctx, { memberId, rankId: gold, untilOn: "2026-12-31", reason: "test" });
    expect(await tellPhones(later(70), { memberId }, world.services)).toEqual({ told: 1 });
    expect(await shown()).toEqual([expect.objectContaining({ value: "ゴールド" })]);
  });

  it("is looked at again when the shop looks otherwise, or names its ranks", async () => {
    await takeApplePass(own, memberId);
    await renameTestShop(shop.ctx);
    expect(await refreshStalePasses(later(5))).toEqual({ asked: 1 });
    expect(await tellPhones(later(6), { memberId }, world.services)).toEqual({ told: 1 });
    expect(await refreshStalePasses(later(7))).toEqual({ asked: 0 });
    await publishTestRanks(shop.ctx);
    expect(await refreshStalePasses(later(8))).toEqual({ asked: 1 });
  });

  it("whose telling failed is told again; a shop without a certificate asks nobody", async () => {
    await takeApplePass(own, memberId);
    await registerDevice(
      own,
      { serialNumber: memberId, token: passToken(shop.ctx.tenant, memberId, (await passRow()).id) },
      { deviceId: "d", pushToken: push },
    );
    world.answers.tokens.set(push, { status: 503 });
    await give(10, later(2).now);
    await expect(tellPhones(later(5), { memberId }, world.services)).rejects.toThrow("503");
    expect(await refreshStalePasses(later(6))).toEqual({ asked: 1 });
    await removeIssuer(shop.ctx, { platform: "apple" });
    expect(await refreshStalePasses(later(7))).toEqual({ asked: 0 });
  });
});
