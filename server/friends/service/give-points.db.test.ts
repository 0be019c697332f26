import { describe, expect, it } from "vitest";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, testNow } from "@/server/kernel/testing";
import { memberById } from "@/server/members/queries/find-member";
import { drawMemberNumber } from "@/server/members/service/draw-number";
import { takeFriendCode } from "@/server/members/service/take-friend-code";
import { ledgerProof, walletOf } from "@/server/points/queries";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { setProgram } from "@/server/points/service/set-program";
import { giftsOf, giftTerms } from "../queries/gifts";
import { givePoints, lookUpRecipient, takeGiftBack } from "./give-points";

// Lock: both wallets in the order of their ids (goen.ledger_open_two); without it two gifts at once exceed the month's limit.

const program = {
  ratePoints: 1,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 12,
  returnGraceDays: 30,
} as const;

async function openShop(limits: { transferPerCall: number; transferPerMonth: number }) {
  const shop = await newTestShop();
  await setProgram(shop.ctx, { ...program, ...limits, validFrom: new Date(testNow.getTime() - 86_400_000) });
  const as = (id: string, now = testNow): Ctx => shop.as({ kind: "member", id }, now);
  const [giver, receiver] = [await newTestMember(shop.ctx), await newTestMember(shop.ctx, { familyName: "𠮷田" })];
  await adjustPoints(shop.ctx, { memberId: giver, key: newId(), points: 1_000, reason: "試験" });
  const code = await takeFriendCode(as(receiver), receiver);
  const give = (points: number, key = newId(), to = code) =>
    givePoints(as(giver), giver, { to, key, points }, "会員間のポイント譲渡");
  const points = async (id: string) => (await walletOf(shop.ctx, id)).available;
  return { ...shop, as, giver, receiver, code, give, points };
}
const proves = async (ctx: Ctx) =>
  expect((await ledgerProof(ctx)).filter(({ violations }) => violations > 0)).toEqual([]);

describe("givePoints", () => {
  it("shows whom by an initial and four digits, gives once per key, and takes back within half an hour", async () => {
    const { as, code, ctx, give, giver, points, receiver } = await openShop({
      transferPerCall: 500,
      transferPerMonth: 800,
    });
    const found = await lookUpRecipient(as(giver), giver, { to: code.toLowerCase() });
    const { memberNo } = await memberById(ctx, receiver);
    expect(found).toEqual({ memberId: receiver, initial: "𠮷", lastDigits: memberNo.slice(-4) });
    expect(await giftTerms(as(giver), giver)).toMatchObject({ isOffered: true, left: 500, available: 1_000 });
    expect(await give(300, "k")).toMatchObject({ available: 700 });
    expect(await give(300, "k")).toMatchObject({ available: 700 });
    expect(await points(receiver)).toBe(300);
    const [gift] = await giftsOf(as(giver), giver);
    expect(gift).toMatchObject({ points: 300, canTakeBack: true, isBack: false, to: { initial: "𠮷" } });
    const key = { journalId: gift?.journalId ?? "" };
    const late = as(giver, new Date(testNow.getTime() + 31 * 60_000));
    await expect(takeGiftBack(late, giver, key)).rejects.toMatchObject({ reason: "points.gift_too_late" });
    expect((await giftsOf(late, giver))[0]?.canTakeBack).toBe(false);
    // What was used meanwhile stays where it went.
    await adjustPoints(ctx, { memberId: receiver, key: newId(), points: -100, reason: "試験" });
    expect(await takeGiftBack(as(giver), giver, key)).toEqual({ points: 200, missing: 100 });
    expect([await points(giver), await points(receiver)]).toEqual([900, 0]);
    expect((await giftsOf(as(giver), giver))[0]).toMatchObject({ isBack: true, canTakeBack: false });
    await proves(ctx);
  });

  it("finds by the number on the card and by the address that a camera reads, never people who have left or other shops'", async () => {
    const { as, code, ctx, giver, receiver } = await openShop({ transferPerCall: 500, transferPerMonth: 0 });
    const card = await inTransaction(ctx, (t) => drawMemberNumber(t, receiver));
    for (const to of [
      card,
      ` ${card.slice(0, 4)}-${card.slice(4)} `,
      `https://goen.example/aoi/my/invited/${code}?x=1`,
    ])
      expect((await lookUpRecipient(as(giver), giver, { to })).memberId).toBe(receiver);
    const other = await openShop({ transferPerCall: 1, transferPerMonth: 0 });
    for (const to of [other.code, "12345678", "ABCD-EFGH"])
      await expect(lookUpRecipient(as(giver), giver, { to })).rejects.toMatchObject({ reason: "friends.recipient" });
  });

  it("refuses oneself, strangers, more than the limits, and where it is not offered; who guesses waits", async () => {
    const { as, code, ctx, give, giver, receiver } = await openShop({ transferPerCall: 500, transferPerMonth: 800 });
    const own = await takeFriendCode(as(giver), giver);
    await expect(give(10, newId(), own)).rejects.toMatchObject({ reason: "friends.to_oneself" });
    await expect(givePoints(as(receiver), giver, { to: code, key: "x", points: 1 }, "-")).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(givePoints(ctx, giver, { to: code, key: "x", points: 1 }, "-")).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(give(501)).rejects.toMatchObject({ reason: "points.transfer_limit", details: { left: 500 } });
    for (const points of [0, -1, 1.5, 2 ** 31]) await expect(give(points)).rejects.toMatchObject({ code: "invalid" });
    const both = await Promise.allSettled([give(500), give(500)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await giftTerms(as(giver), giver)).toMatchObject({ left: 300 });
    const guessed = await Promise.allSettled(
      Array.from({ length: 12 }, () => lookUpRecipient(as(giver), giver, { to: "ABCD-EFGH" })),
    );
    expect(guessed.filter((one) => one.status === "rejected" && one.reason.code === "limited")).toHaveLength(2);
    await setProgram(ctx, { ...program, transferPerCall: 0 });
    await expect(give(1)).rejects.toMatchObject({ reason: "points.transfer_off" });
    await expect(lookUpRecipient(as(receiver), receiver, { to: own })).rejects.toMatchObject({
      reason: "points.transfer_off",
    });
    await proves(ctx);
  });
});
