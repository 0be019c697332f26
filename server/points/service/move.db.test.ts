import { describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/ids";
import { newTestMember } from "@/server/kernel/testing";
import { expiriesOf, familyOf, walletOf } from "../queries";
import { adjustPoints } from "./adjust-points";
import { awardForPurchase } from "./award-for-purchase";
import { closeWallet } from "./close-wallet";
import { formFamily, inviteToFamily, joinFamily, leaveFamily } from "./families";
import { holdPoints, postHold } from "./hold-points";
import { mergeWallets, undoMergeWallets } from "./merge-wallets";
import { returnPurchasePoints } from "./return-purchase-points";
import { spendPoints } from "./spend-points";
import { expectProved, giveBack, later, shopWithProgram, spend } from "./testing";
import { transferPoints, undoTransfer } from "./transfer-points";

async function two(overrides: Parameters<typeof shopWithProgram>[0] = {}) {
  const shop = await shopWithProgram(overrides);
  const other = await newTestMember(shop.ctx);
  const buy = async (memberId: string, amountYen: number, days = 0) => {
    const purchaseId = newId();
    await awardForPurchase(shop.at(days), { memberId, purchaseId, amountYen, occurredAt: later(days), storeId: null });
    return purchaseId;
  };
  const points = (memberId: string, days = 0) => walletOf(shop.at(days), memberId);
  return { ...shop, other, buy, points };
}
const gift = (fromMemberId: string, toMemberId: string, points: number) => ({
  fromMemberId,
  toMemberId,
  key: newId(),
  points,
  reason: "お祝い",
});

describe("transferPoints", () => {
  it("moves lots with their ends, pays the receiver's debt first, and goes back as far as it is there", async () => {
    const { ctx, memberId, other, buy, points, at } = await two({ transferPerCall: 200, transferPerMonth: 300 });
    await buy(memberId, 10_000);
    await buy(memberId, 5_000, 40);
    const sold = await buy(other, 2_000);
    await spendPoints(ctx, spend(other, 20));
    await returnPurchasePoints(ctx, giveBack(other, sold, 2_000));
    const call = gift(memberId, other, 120);
    const given = await transferPoints(at(40), call);
    expect(given).toMatchObject({ points: 120, available: 30 });
    expect(await transferPoints(at(40), call)).toEqual(given);
    expect(await points(other, 40)).toMatchObject({ available: 100, debt: 0 });
    expect((await expiriesOf(at(40), other)).map((e) => `${e.lastDay} ${e.points}`)).toEqual([
      "2027-11-30 80",
      "2028-01-31 20",
    ]);
    await expectProved(at(40));
    await spendPoints(at(40), spend(other, 90, { occurredAt: later(40) }));
    const undo = { memberId: other, journalId: given.journalId };
    expect(await undoTransfer(at(41), undo)).toEqual({ points: 10, missing: 110 });
    expect(await undoTransfer(at(41), undo)).toEqual({ points: 10, missing: 110 });
    expect(await points(memberId, 41)).toMatchObject({ available: 40 });
    await expectProved(at(41));
  });

  it("keeps to the limits, and says why not", async () => {
    const { ctx, memberId, other, as, buy } = await two({ transferPerCall: 60, transferPerMonth: 100 });
    await buy(memberId, 20_000);
    const self = as({ kind: "member", id: memberId });
    await transferPoints(self, gift(memberId, other, 60));
    await expect(transferPoints(self, gift(memberId, other, 61))).rejects.toMatchObject({
      reason: "points.transfer_limit",
    });
    await expect(transferPoints(self, gift(memberId, other, 41))).rejects.toMatchObject({
      reason: "points.transfer_limit",
      details: { left: 40 },
    });
    await expect(transferPoints(self, gift(other, memberId, 1))).rejects.toMatchObject({ code: "forbidden" });
    await closeWallet(ctx, other);
    await expect(transferPoints(self, gift(memberId, other, 1))).rejects.toMatchObject({
      reason: "points.wallet_closed",
    });
    const off = await two();
    await expect(transferPoints(off.ctx, gift(off.memberId, off.other, 1))).rejects.toMatchObject({
      reason: "points.transfer_off",
    });
    await expectProved(ctx);
  });
});

describe("mergeWallets", () => {
  it("takes lots, pending points, debt and holds along, and gives everything back when nothing was used", async () => {
    const { ctx, memberId, other, buy, points } = await two({ pendingDays: 0 });
    await buy(memberId, 10_000);
    await buy(other, 3_000);
    const hold = await holdPoints(ctx, { memberId: other, key: newId(), points: 10, storeId: null });
    const before = [await points(memberId), await points(other)];
    const merge = { fromMemberId: other, toMemberId: memberId, mergeId: newId() };
    const merged = await mergeWallets(ctx, merge);
    expect(merged).toEqual({ available: 20, pending: 0, held: 10, debt: 0 });
    expect(await mergeWallets(ctx, merge)).toEqual(merged);
    expect(await points(memberId)).toMatchObject({ available: 120, held: 10 });
    expect(await points(other)).toMatchObject({ available: 0, held: 0 });
    await expect(adjustPoints(ctx, { memberId: other, key: newId(), points: 1, reason: "x" })).rejects.toMatchObject({
      reason: "points.wallet_closed",
    });
    await expectProved(ctx);
    expect(await undoMergeWallets(ctx, merge)).toEqual({ available: 30, pending: 0, debt: 0, missing: 0 });
    expect(await undoMergeWallets(ctx, merge)).toEqual({ available: 30, pending: 0, debt: 0, missing: 0 });
    expect(await points(memberId)).toEqual(before[0]);
    // The hold was given back on the way.
    expect(await points(other)).toMatchObject({ available: 30, held: 0 });
    await expect(
      postHold(ctx, { memberId: other, holdId: hold.holdId, key: newId(), purchaseId: null }),
    ).rejects.toMatchObject({ reason: "points.hold_ended" });
    await expectProved(ctx);
  });

  it("posts a hold that came along, and settles returns of sales from before", async () => {
    const { ctx, memberId, other, buy, points } = await two();
    await buy(memberId, 1_000);
    const sold = await buy(other, 5_000);
    const paid = newId();
    await spendPoints(ctx, spend(other, 15, { purchaseId: paid }));
    const hold = await holdPoints(ctx, { memberId: other, key: newId(), points: 20, storeId: null });
    await mergeWallets(ctx, { fromMemberId: other, toMemberId: memberId, mergeId: newId() });
    const purchaseId = newId();
    expect(await postHold(ctx, { memberId, holdId: hold.holdId, key: newId(), points: 12, purchaseId })).toMatchObject({
      points: 12,
      givenBack: 8,
    });
    expect(await points(memberId)).toMatchObject({ available: 33, held: 0 });
    expect(await returnPurchasePoints(ctx, giveBack(memberId, purchaseId, 100))).toMatchObject({ restored: 12 });
    expect(await returnPurchasePoints(ctx, giveBack(memberId, paid, 100))).toMatchObject({ restored: 15 });
    expect(await returnPurchasePoints(ctx, giveBack(memberId, sold, 5_000))).toMatchObject({ takenBack: 50, debt: 0 });
    expect(await points(memberId)).toMatchObject({ available: 10, debt: 0 });
    await expectProved(ctx);
  });

  it.each([
    ["the debt that came along", true],
    ["the debt that was here", false],
  ])("pays %s at once, and undoes it exactly", async (_what, isFrom) => {
    const { ctx, memberId, other, buy, points } = await two();
    const [owing, owning] = isFrom ? [other, memberId] : [memberId, other];
    await buy(owning, 10_000);
    const sold = await buy(owing, 4_000);
    await spendPoints(ctx, spend(owing, 40));
    await returnPurchasePoints(ctx, giveBack(owing, sold, 4_000));
    const before = [await points(memberId), await points(other)];
    const merge = { fromMemberId: other, toMemberId: memberId, mergeId: newId() };
    await mergeWallets(ctx, merge);
    expect(await points(memberId)).toMatchObject({ available: 60, debt: 0 });
    await expectProved(ctx);
    expect(await undoMergeWallets(ctx, merge)).toMatchObject({ missing: 0 });
    expect([await points(memberId), await points(other)]).toEqual(before);
    await expectProved(ctx);
  });

  it("gives back what is left, tells what is missing, and is merged on as a whole", async () => {
    const { ctx, memberId, other, buy, points, at } = await two();
    const third = await newTestMember(ctx);
    const sold = await buy(other, 5_000);
    await buy(memberId, 10_000, 1);
    const first = { fromMemberId: other, toMemberId: memberId, mergeId: newId() };
    await mergeWallets(at(1), first);
    await spendPoints(at(1), spend(memberId, 70, { occurredAt: later(1) }));
    const second = { fromMemberId: memberId, toMemberId: third, mergeId: newId() };
    await mergeWallets(at(2), second);
    await expect(undoMergeWallets(at(2), first)).rejects.toMatchObject({ reason: "points.wallet_closed" });
    expect(await returnPurchasePoints(at(2), giveBack(third, sold, 5_000))).toMatchObject({ takenBack: 50 });
    expect(await points(third, 2)).toMatchObject({ available: 30 });
    await expectProved(at(2));
    expect(await undoMergeWallets(at(3), second)).toMatchObject({ available: 30, missing: 50 });
    expect(await undoMergeWallets(at(3), first)).toMatchObject({ missing: 50 });
    expect(await points(other, 3)).toMatchObject({ available: 0 });
    await expectProved(at(3));
  });
});

describe("families", () => {
  async function family() {
    const shop = await two({ familySize: 3, familyPerMonth: 100 });
    const { ctx, memberId, other, as } = shop;
    await formFamily(as({ kind: "member", id: memberId }), { memberId, name: "山田家" });
    const { code } = await inviteToFamily(as({ kind: "member", id: memberId }), memberId);
    await joinFamily(as({ kind: "member", id: other }), {
      memberId: other,
      code: code.toLowerCase().replace("-", " "),
    });
    return { ...shop, ctx, code };
  }
  it("share at the till: one's own first, then what goes first, within the month's limit", async () => {
    const { ctx, memberId, other, buy, points, at } = await family();
    await buy(memberId, 3_000);
    await buy(other, 20_000);
    expect((await familyOf(ctx, memberId)).family).toMatchObject({ name: "山田家", role: "head", available: 230 });
    await expect(spendPoints(ctx, spend(memberId, 80))).rejects.toMatchObject({ reason: "points.insufficient" });
    const call = { ...spend(memberId, 80), useFamily: true };
    const done = await spendPoints(ctx, call);
    expect(done).toMatchObject({ points: 80, available: 0 });
    expect(await spendPoints(ctx, call)).toEqual(done);
    expect(await points(other)).toMatchObject({ available: 150 });
    await expect(spendPoints(ctx, { ...spend(memberId, 51), useFamily: true })).rejects.toMatchObject({
      reason: "points.family_limit",
      details: { left: 50 },
    });
    expect(await holdPoints(ctx, { memberId, key: newId(), points: 50, storeId: null, useFamily: true })).toMatchObject(
      { available: 0 },
    );
    await expectProved(at(1));
  });
  it("are joined by a code once, have a limit and a head, and end with the last", async () => {
    const { ctx, memberId, other, code } = await family();
    const third = await newTestMember(ctx);
    const fourth = await newTestMember(ctx);
    await expect(joinFamily(ctx, { memberId: third, code })).rejects.toMatchObject({ reason: "points.family_code" });
    const next = (await inviteToFamily(ctx, memberId)).code;
    const spare = (await inviteToFamily(ctx, other)).code;
    await joinFamily(ctx, { memberId: third, code: next });
    await expect(joinFamily(ctx, { memberId: fourth, code: spare })).rejects.toMatchObject({
      reason: "points.family_full",
    });
    await expect(formFamily(ctx, { memberId: third, name: "x" })).rejects.toMatchObject({
      reason: "points.family_already",
    });
    await expect(leaveFamily(ctx, { memberId: third, leaverId: other })).rejects.toMatchObject({
      reason: "points.family_not_head",
    });
    await leaveFamily(ctx, { memberId, leaverId: memberId });
    expect((await familyOf(ctx, other)).family).toMatchObject({ role: "head", members: [{}, {}] });
    await closeWallet(ctx, other);
    await expectProved(ctx);
    await leaveFamily(ctx, { memberId: third, leaverId: third });
    expect((await familyOf(ctx, third)).family).toBeNull();
    const off = await two();
    await expect(formFamily(off.ctx, { memberId: off.memberId, name: "x" })).rejects.toMatchObject({
      reason: "points.family_off",
    });
  });
});
