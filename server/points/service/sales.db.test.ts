import { describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/ids";
import { newTestShop, staffActor, testNow } from "@/server/kernel/testing";
import { expiriesOf, pointHistory, walletOf, walletsOf } from "../queries";
import { awardForPurchase } from "./award-for-purchase";
import { returnPurchasePoints } from "./return-purchase-points";
import { setProgram } from "./set-program";
import { settleDue } from "./settle-due";
import { spendPoints } from "./spend-points";
import { expectProved, giveBack, later, plain, shopWithProgram, spend } from "./testing";

describe("awardForPurchase", () => {
  it("gives points once per purchase and freezes why", async () => {
    const { ctx, memberId, sale } = await shopWithProgram();
    const { award, purchaseId, facts } = sale(3_780);
    const first = await award();
    expect(first).toMatchObject({ points: 37, availableAt: testNow });
    expect(await award()).toEqual(first);
    expect(await walletOf(ctx, memberId)).toMatchObject({
      available: 37,
      pending: 0,
      debt: 0,
      nextExpiry: { points: 37, lastDay: "2027-11-30" },
    });
    await expect(awardForPurchase(ctx, { ...facts, amountYen: 9_999 })).rejects.toMatchObject({
      code: "conflict",
      reason: "points.key_reused",
    });
    const { rows } = await pointHistory(ctx, { memberId });
    expect(rows).toMatchObject([
      {
        kind: "earn",
        points: 37,
        available: 37,
        availableAfter: 37,
        purchaseId,
        why: { rule: { ratePoints: 1, rateYen: 100 }, inputs: { amountYen: 3_780 } },
      },
    ]);
    await expectProved(ctx);
  });

  it("holds points back until their day, without waiting for a tick", async () => {
    const { ctx, at, memberId, sale } = await shopWithProgram({ pendingDays: 14 });
    await sale(10_000).award();
    expect(await walletOf(ctx, memberId)).toMatchObject({ available: 0, pending: 100, nextExpiry: null });
    await expect(spendPoints(ctx, spend(memberId, 1))).rejects.toMatchObject({
      code: "refused",
      reason: "points.insufficient",
      details: { available: 0, asked: 1 },
    });
    expect(await walletOf(at(14), memberId)).toMatchObject({ available: 100, pending: 0 });
    expect(await spendPoints(at(14), spend(memberId, 30))).toMatchObject({ points: 30, available: 70 });
    expect(
      (await pointHistory(ctx, { memberId })).rows.map((row) => [row.kind, row.points, row.availableAfter]),
    ).toEqual([
      ["spend", -30, 70],
      ["activate", 0, 100],
      ["earn", 100, 0],
    ]);
    await expectProved(at(14));
  });

  it("writes nothing for nothing, and refuses strangers and the unauthorised", async () => {
    const { ctx, as, memberId, sale } = await shopWithProgram();
    expect(await sale(99).award()).toEqual({ points: 0, journalId: null, availableAt: null });
    const other = await newTestShop();
    await setProgram(other.ctx, plain);
    const { facts } = sale(1_000);
    await expect(awardForPurchase(other.ctx, facts)).rejects.toMatchObject({
      code: "not_found",
      reason: "points.member_unknown",
    });
    await expect(awardForPurchase(as({ kind: "member", id: memberId }), facts)).rejects.toMatchObject({
      code: "forbidden",
      reason: "points.role",
    });
    await expect(awardForPurchase(as(staffActor({ role: "analyst" })), facts)).rejects.toMatchObject({
      reason: "points.role",
    });
    await expect(awardForPurchase(ctx, { ...facts, occurredAt: later(3) })).rejects.toMatchObject({
      code: "invalid",
      reason: "points.in_future",
    });
    await expect(awardForPurchase(ctx, { ...facts, amountYen: -1 })).rejects.toMatchObject({ code: "invalid" });
    expect((await newTestShop()).ctx.tenant).not.toBe(ctx.tenant);
  });
});

describe("spendPoints", () => {
  it("draws what goes first, and answers a repeated key with the first journal", async () => {
    const { ctx, at, memberId, sale } = await shopWithProgram();
    await sale(20_000, later(-40)).award();
    await sale(10_000).award();
    const call = spend(memberId, 150);
    const first = await spendPoints(ctx, call);
    expect(await spendPoints(ctx, call)).toEqual(first);
    await expect(spendPoints(ctx, { ...call, points: 151 })).rejects.toMatchObject({ reason: "points.key_reused" });
    expect(await expiriesOf(ctx, memberId)).toMatchObject([
      { lastDay: "2027-10-31", points: 50 },
      { lastDay: "2027-11-30", points: 100 },
    ]);
    await expectProved(at(0));
  });

  it("cannot spend what has expired, nor another shop's points", async () => {
    const { ctx, at, memberId, sale } = await shopWithProgram({ expiryMonths: 1 });
    await sale(10_000).award();
    await expect(spendPoints(at(60), spend(memberId, 1))).rejects.toMatchObject({ details: { available: 0 } });
    expect(await walletOf(at(60), memberId)).toEqual({ available: 0, pending: 0, debt: 0, held: 0, nextExpiry: null });
    expect(await settleDue(at(60))).toBe(1);
    expect(await settleDue(at(60))).toBe(0);
    expect((await pointHistory(ctx, { memberId })).rows[0]).toMatchObject({
      kind: "expire",
      points: -100,
      availableAfter: 0,
    });
    const other = await newTestShop();
    await expect(spendPoints(other.ctx, spend(memberId, 1))).rejects.toMatchObject({ code: "not_found" });
    expect(await walletsOf(other.ctx, [memberId])).toEqual(new Map());
    for (const foreign of [
      () => walletOf(other.ctx, memberId),
      () => expiriesOf(other.ctx, memberId),
      () => pointHistory(other.ctx, { memberId }),
    ])
      await expect(foreign()).rejects.toMatchObject({ code: "not_found", reason: "points.member_unknown" });
    await expectProved(at(60));
  });
});

describe("returnPurchasePoints", () => {
  it("adds partial returns up to the whole", async () => {
    const { ctx, memberId, sale } = await shopWithProgram();
    await sale(50_000).award();
    const bought = sale(9_999);
    await bought.award();
    await spendPoints(ctx, spend(memberId, 101, { purchaseId: bought.purchaseId }));
    const parts = [];
    for (let before = 0; before < 9_999; before += 3_333)
      parts.push(await returnPurchasePoints(ctx, giveBack(memberId, bought.purchaseId, 9_999, 3_333, before)));
    expect(parts).toEqual([
      { takenBack: 33, restored: 33, debt: 0 },
      { takenBack: 33, restored: 34, debt: 0 },
      { takenBack: 33, restored: 34, debt: 0 },
    ]);
    expect(await walletOf(ctx, memberId)).toMatchObject({ available: 500, debt: 0 });
    await expectProved(ctx);
  });

  it("turns spent points into debt that the next earnings repay", async () => {
    const { ctx, memberId, sale } = await shopWithProgram();
    const bought = sale(10_000);
    await bought.award();
    await spendPoints(ctx, spend(memberId, 80));
    const call = giveBack(memberId, bought.purchaseId, 10_000);
    expect(await returnPurchasePoints(ctx, call)).toEqual({ takenBack: 100, restored: 0, debt: 80 });
    expect(await returnPurchasePoints(ctx, call)).toEqual({ takenBack: 100, restored: 0, debt: 80 });
    expect(await walletOf(ctx, memberId)).toMatchObject({ available: 0, debt: 80 });
    await sale(10_000).award();
    expect(await walletOf(ctx, memberId)).toMatchObject({ available: 20, debt: 0 });
    await expectProved(ctx);
  });

  it("gives points of an expired lot a grace period", async () => {
    const { ctx, at, memberId, sale } = await shopWithProgram({ expiryMonths: 1 });
    await sale(10_000).award();
    const bought = newId();
    await spendPoints(ctx, spend(memberId, 60, { purchaseId: bought }));
    expect(await returnPurchasePoints(at(60), giveBack(memberId, bought, 600))).toEqual({
      takenBack: 0,
      restored: 60,
      debt: 0,
    });
    expect(await expiriesOf(at(60), memberId)).toMatchObject([{ points: 60, lastDay: "2027-02-20" }]);
    await expectProved(at(60));
  });

  it("takes nothing twice and knows nothing of a sale without points", async () => {
    const { ctx, memberId, sale } = await shopWithProgram();
    const bought = sale(10_000);
    await bought.award();
    await returnPurchasePoints(ctx, giveBack(memberId, bought.purchaseId, 10_000));
    expect(await returnPurchasePoints(ctx, giveBack(memberId, bought.purchaseId, 10_000))).toEqual({
      takenBack: 0,
      restored: 0,
      debt: 0,
    });
    expect(await returnPurchasePoints(ctx, giveBack(memberId, newId(), 10_000))).toEqual({
      takenBack: 0,
      restored: 0,
      debt: 0,
    });
    await expect(returnPurchasePoints(ctx, giveBack(memberId, newId(), 100, 101))).rejects.toMatchObject({
      code: "invalid",
    });
    await expectProved(ctx);
  });
});
