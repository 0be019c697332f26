import { describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/ids";
import { newTestMember, testNow } from "@/server/kernel/testing";
import { expiriesOf, pointHistory, walletOf } from "../queries";
import { adjustPoints } from "./adjust-points";
import { grantPoints } from "./grant-points";
import { holdPoints, postHold, voidHold } from "./hold-points";
import { cancelPending, releasePending } from "./release-pending";
import { returnPurchasePoints } from "./return-purchase-points";
import { settleDue } from "./settle-due";
import { spendPoints } from "./spend-points";
import { expectProved, giveBack, later, shopWithProgram, spend } from "./testing";

const grant = (memberId: string, points: number, overrides: Partial<Parameters<typeof grantPoints>[1]> = {}) => ({
  memberId,
  key: newId(),
  points,
  availableAt: testNow,
  expiresAt: later(100),
  origin: "purchase" as const,
  occurredAt: testNow,
  storeId: null,
  causeId: newId(),
  snapshot: { rules: [] },
  ...overrides,
});
const minutes = (n: number) => new Date(testNow.getTime() + n * 60_000);

describe("grantPoints", () => {
  it("gives several journals for one sale; points of a limited period go first", async () => {
    const { ctx, memberId, at } = await shopWithProgram();
    const causeId = newId();
    await grantPoints(ctx, grant(memberId, 100, { causeId, key: `${causeId}:1` }));
    const limited = grant(memberId, 50, { causeId, key: `${causeId}:2`, priority: 10, expiresAt: later(200) });
    const first = await grantPoints(ctx, limited);
    expect(await grantPoints(ctx, limited)).toMatchObject({ journalId: first.journalId, isRepeat: true });
    await expect(grantPoints(ctx, { ...limited, points: 51 })).rejects.toMatchObject({ reason: "points.key_reused" });
    await spendPoints(ctx, spend(memberId, 60));
    expect((await expiriesOf(ctx, memberId)).map(({ points }) => points)).toEqual([90]);
    await expect(grantPoints(ctx, { ...limited, key: "x", expiresAt: testNow })).rejects.toMatchObject({
      reason: "points.life",
    });
    await expectProved(at(300));
  });

  it("waits for the shipment, in part or in whole, or for a cause that is called off", async () => {
    const { ctx, memberId, at } = await shopWithProgram({ pendingUntil: "shipped", pendingDays: 3 });
    const causeId = newId();
    const waiting = { causeId, availableAt: null, expiresAt: null };
    const one = await grantPoints(ctx, grant(memberId, 30, waiting));
    await grantPoints(ctx, grant(memberId, 20, waiting));
    expect(await walletOf(at(400), memberId)).toMatchObject({ available: 0, pending: 50 });
    const ship = { memberId, causeId, key: newId(), at: testNow, journalIds: [one.journalId] };
    expect(await releasePending(ctx, ship)).toMatchObject({ points: 30 });
    await releasePending(ctx, ship);
    expect(await walletOf(ctx, memberId)).toMatchObject({ available: 0, pending: 50 });
    expect(await walletOf(at(3), memberId)).toMatchObject({ available: 30, pending: 20 });
    await expectProved(at(3));
    // Told later than its day: usable at once, and a repeat answers alike.
    const late = { memberId, causeId, key: newId(), at: testNow };
    expect(await releasePending(at(10), late)).toMatchObject({ points: 20 });
    expect(await releasePending(at(10), late)).toMatchObject({ points: 20 });
    expect(await walletOf(at(10), memberId)).toMatchObject({ available: 50, pending: 0 });
    await expectProved(at(10));
    const called = newId();
    await grantPoints(ctx, grant(memberId, 7, { ...waiting, causeId: called }));
    const cancel = { memberId, causeId: called, key: newId() };
    expect(await cancelPending(at(10), cancel)).toEqual({ points: 7 });
    expect(await cancelPending(at(10), cancel)).toEqual({ points: 0 });
    expect(await walletOf(at(10), memberId)).toMatchObject({ available: 50, pending: 0 });
    expect((await pointHistory(at(10), { memberId })).rows.map(({ kind }) => kind)).toContain("activate");
    await expectProved(at(10));
  });
});

describe("ends that slide", () => {
  it("move with every earning and spending, points of a limited period apart, and can be told for any day", async () => {
    const { ctx, memberId, at, sale } = await shopWithProgram({ expiryKind: "sliding", expiryMonths: 2 });
    await sale(10_000).award();
    await grantPoints(ctx, grant(memberId, 40, { expiresAt: later(90), priority: 10 }));
    const ends = async (days: number) =>
      (await expiriesOf(at(days), memberId)).map(({ lastDay, points }) => `${lastDay} ${points}`);
    expect(await ends(0)).toEqual(["2027-01-31 100", "2027-02-20 40"]);
    await spendPoints(at(40), spend(memberId, 10, { occurredAt: later(40) }));
    expect(await ends(40)).toEqual(["2027-02-20 30", "2027-03-31 100"]);
    await sale(1_000, later(100)).award();
    expect(await ends(100)).toEqual(["2027-05-31 110"]);
    await settleDue(at(300));
    expect(await walletOf(at(300), memberId)).toMatchObject({ available: 0 });
    for (const day of [0, 40, 100, 300]) await expectProved(at(day));
  });
});

describe("holds", () => {
  it("keep points for a till; post fewer and the rest goes back", async () => {
    const { ctx, memberId, at } = await shopWithProgram();
    await grantPoints(ctx, grant(memberId, 100));
    await grantPoints(ctx, grant(memberId, 50, { expiresAt: later(10) }));
    const call = { memberId, key: newId(), points: 120, storeId: null };
    const hold = await holdPoints(ctx, call);
    expect(hold).toMatchObject({ available: 30, heldUntil: minutes(15) });
    expect(await holdPoints(ctx, call)).toEqual(hold);
    expect(await walletOf(ctx, memberId)).toMatchObject({ available: 30, held: 120 });
    await expect(spendPoints(ctx, spend(memberId, 31))).rejects.toMatchObject({ reason: "points.insufficient" });
    await expectProved(ctx);
    const purchaseId = newId();
    const post = { memberId, holdId: hold.holdId, key: newId(), points: 70, purchaseId };
    await expect(postHold(ctx, { ...post, points: 121 })).rejects.toMatchObject({ reason: "points.more_than_held" });
    const posted = await postHold(ctx, post);
    expect(posted).toMatchObject({ points: 70, givenBack: 50, available: 80 });
    expect(await postHold(ctx, post)).toEqual(posted);
    await expect(voidHold(ctx, { memberId, holdId: hold.holdId })).rejects.toMatchObject({
      reason: "points.hold_ended",
    });
    expect((await expiriesOf(ctx, memberId)).map(({ points }) => points)).toEqual([80]);
    // What a hold spent comes back the way a spending does.
    expect(await returnPurchasePoints(ctx, giveBack(memberId, purchaseId, 1_000))).toMatchObject({ restored: 70 });
    expect((await expiriesOf(ctx, memberId)).map(({ points }) => points)).toEqual([50, 100]);
    await expectProved(at(20));
  });

  it("end by themselves, and what has expired meanwhile is gone", async () => {
    const shop = await shopWithProgram({ holdMinutes: 60 });
    const { ctx, memberId, as } = shop;
    const soon = minutes(30);
    await grantPoints(ctx, grant(memberId, 10, { expiresAt: soon }));
    await grantPoints(ctx, grant(memberId, 20));
    const hold = await holdPoints(ctx, { memberId, key: newId(), points: 15, storeId: null });
    const over = as(ctx.actor, minutes(60));
    expect(await walletOf(over, memberId)).toMatchObject({ available: 20, held: 0 });
    await expect(
      postHold(over, { memberId, holdId: hold.holdId, key: newId(), purchaseId: null }),
    ).rejects.toMatchObject({ reason: "points.hold_ended", details: { state: "lapsed" } });
    expect(await voidHold(over, { memberId, holdId: hold.holdId })).toMatchObject({ available: 20 });
    await expectProved(over);
    const other = await holdPoints(over, { memberId, key: newId(), points: 5, storeId: null });
    expect(await voidHold(over, { memberId, holdId: other.holdId })).toEqual({ givenBack: 5, available: 20 });
    expect(await voidHold(over, { memberId, holdId: other.holdId })).toMatchObject({ available: 20 });
    await settleDue(as(ctx.actor, minutes(200)));
    await expectProved(as(ctx.actor, minutes(200)));
  });

  it("repay what is owed when they come back", async () => {
    const { ctx, memberId, sale } = await shopWithProgram();
    const bought = sale(10_000);
    await bought.award();
    const hold = await holdPoints(ctx, { memberId, key: newId(), points: 80, storeId: null });
    expect(await returnPurchasePoints(ctx, giveBack(memberId, bought.purchaseId, 10_000))).toMatchObject({
      takenBack: 100,
      debt: 80,
    });
    await expectProved(ctx);
    await voidHold(ctx, { memberId, holdId: hold.holdId });
    expect(await walletOf(ctx, memberId)).toMatchObject({ available: 0, debt: 0, held: 0 });
    await expectProved(ctx);
  });
});

describe("returns of a sale with several journals", () => {
  const twoJournals = async () => {
    const shop = await shopWithProgram();
    const purchaseId = newId();
    const usual = await grantPoints(shop.ctx, grant(shop.memberId, 100, { causeId: purchaseId }));
    const bonus = await grantPoints(
      shop.ctx,
      grant(shop.memberId, 33, { causeId: purchaseId, priority: 10, expiresAt: later(30) }),
    );
    return { ...shop, purchaseId, usual, bonus };
  };
  it("are split by largest remainder and add up to the whole", async () => {
    const { ctx, memberId, purchaseId } = await twoJournals();
    const left = async () => (await expiriesOf(ctx, memberId)).map(({ points }) => points);
    const back = (returned: number, before: number) =>
      returnPurchasePoints(ctx, giveBack(memberId, purchaseId, 1_000, returned, before));
    expect(await back(100, 0)).toMatchObject({ takenBack: 13 });
    expect(await left()).toEqual([30, 90]);
    expect(await back(555, 100)).toMatchObject({ takenBack: 74 });
    expect(await left()).toEqual([12, 34]);
    expect(await back(345, 655)).toMatchObject({ takenBack: 46 });
    expect(await left()).toEqual([]);
    await expectProved(ctx);
  });
  it("take what the caller says of each, never more than it gave", async () => {
    const { ctx, memberId, purchaseId, usual, bonus } = await twoJournals();
    const back = (takeBack: { journalId: string; points: number }[]) => ({
      ...giveBack(memberId, purchaseId, 1_000, 100, 0),
      takeBack,
    });
    await spendPoints(ctx, spend(memberId, 20));
    const call = back([
      { journalId: usual.journalId, points: 40 },
      { journalId: bonus.journalId, points: 20 },
    ]);
    // 13 of the bonus are left: the rest is taken from what goes next.
    expect(await returnPurchasePoints(ctx, call)).toMatchObject({ takenBack: 60, debt: 0 });
    expect(await returnPurchasePoints(ctx, call)).toMatchObject({ takenBack: 60 });
    expect((await expiriesOf(ctx, memberId)).map(({ points }) => points)).toEqual([53]);
    for (const wrong of [
      [{ journalId: usual.journalId, points: 61 }],
      [{ journalId: bonus.journalId, points: 14 }],
      [{ journalId: newId(), points: 1 }],
    ])
      await expect(returnPurchasePoints(ctx, back(wrong))).rejects.toMatchObject({ reason: "points.more_than_given" });
    expect(
      await returnPurchasePoints(
        ctx,
        back([
          { journalId: usual.journalId, points: 60 },
          { journalId: bonus.journalId, points: 13 },
        ]),
      ),
    ).toMatchObject({ takenBack: 73, debt: 20 });
    await expectProved(ctx);
  });
});

describe("the nightly settling", () => {
  it("posts a month's end as one set, like single calls would", async () => {
    const { ctx, at, memberId } = await shopWithProgram();
    const members = [memberId, ...(await Promise.all([1, 2, 3].map(() => newTestMember(ctx))))];
    for (const [n, id] of members.entries()) {
      await grantPoints(ctx, grant(id, 10 + n, { expiresAt: later(10) }));
      await grantPoints(ctx, grant(id, 5, { expiresAt: later(12) }));
      await grantPoints(ctx, grant(id, 3, { expiresAt: later(40) }));
      if (n === 3) await grantPoints(ctx, grant(id, 9, { availableAt: later(11), expiresAt: later(50) }));
    }
    await holdPoints(ctx, { memberId: members[2] as string, key: newId(), points: 1, storeId: null });
    expect(await settleDue(at(20))).toBe(4);
    expect(await settleDue(at(20))).toBe(0);
    for (const [n, id] of members.entries())
      expect(await walletOf(at(20), id)).toMatchObject({ available: n === 3 ? 12 : 3 });
    await expectProved(at(20));
    await adjustPoints(at(20), { memberId, key: newId(), points: -3, reason: "x" });
    await expectProved(at(20));
  });
});
