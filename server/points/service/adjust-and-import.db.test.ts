import { describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/ids";
import { staffActor } from "@/server/kernel/testing";
import { ledgerProof, pointHistory, walletOf } from "../queries";
import { adjustPoints } from "./adjust-points";
import { awardForPurchase } from "./award-for-purchase";
import { importPurchasePoints, importReturnPoints } from "./import-purchase-points";
import { returnPurchasePoints } from "./return-purchase-points";
import { setProgram } from "./set-program";
import { settleDue } from "./settle-due";
import { spendPoints } from "./spend-points";
import { expectProved, giveBack, later, plain, shopWithProgram, spend } from "./testing";

describe("adjustPoints and setProgram", () => {
  it("adjusts both ways with a reason, within the role's limit", async () => {
    const { ctx, as, memberId } = await shopWithProgram();
    const call = { memberId, key: newId(), points: 300, reason: "お詫び" };
    const first = await adjustPoints(ctx, call);
    expect(await adjustPoints(ctx, call)).toEqual(first);
    expect(await adjustPoints(ctx, { ...call, key: newId(), points: -100 })).toMatchObject({ available: 200 });
    await expect(adjustPoints(ctx, { ...call, key: newId(), points: -201 })).rejects.toMatchObject({
      reason: "points.insufficient",
    });
    await expect(adjustPoints(ctx, { ...call, key: newId(), reason: " " })).rejects.toMatchObject({ code: "invalid" });
    const counter = as(staffActor({ role: "store_staff" }));
    await expect(adjustPoints(counter, { ...call, key: newId(), points: 1_001 })).rejects.toMatchObject({
      reason: "points.adjust_limit",
    });
    await expect(setProgram(counter, plain)).rejects.toMatchObject({ reason: "points.role" });
    await expect(ledgerProof(counter)).rejects.toMatchObject({ reason: "points.role" });
    expect(await pointHistory(ctx, { memberId, limit: 1 })).toMatchObject({
      rows: [{ kind: "adjust", points: -100, reason: "お詫び" }],
      nextCursor: 2,
    });
    expect(await pointHistory(ctx, { memberId, limit: 1, cursor: 2 })).toMatchObject({
      rows: [{ points: 300 }],
      nextCursor: null,
    });
    await expectProved(ctx);
  });

  it("adds up what one of the store staff moves by hand on one wallet within a day", async () => {
    const { as, memberId } = await shopWithProgram();
    const counter = staffActor({ role: "store_staff" });
    const step = (points: number, actor = counter, at = later(0)) =>
      adjustPoints(as(actor, at), { memberId, key: newId(), points, reason: "調整" });
    expect(await step(600)).toMatchObject({ available: 600 });
    await expect(step(401)).rejects.toMatchObject({ reason: "points.adjust_limit" });
    expect(await step(-400)).toMatchObject({ available: 200 });
    await expect(step(1)).rejects.toMatchObject({ reason: "points.adjust_limit" });
    expect(await step(5_000, staffActor())).toMatchObject({ available: 5_200 });
    expect(await step(1_000, counter, later(1))).toMatchObject({ available: 6_200 });
  });

  it("counts a sale by the version in force on its day", async () => {
    const { ctx, sale } = await shopWithProgram();
    await setProgram(ctx, { ...plain, ratePoints: 3, validFrom: later(-1) });
    expect(await sale(1_000, later(-30)).award()).toMatchObject({ points: 30 });
    await setProgram(ctx, { ...plain, ratePoints: 5, validFrom: later(1) });
    expect(await sale(1_000).award()).toMatchObject({ points: 10 });
    expect(await sale(1_000, later(1)).award()).toMatchObject({ points: 50 });
  });
});

describe("importPurchasePoints", () => {
  it("writes what single awards would, once, and repays debt on the way", async () => {
    const { ctx, at, memberId, sale } = await shopWithProgram();
    const bought = sale(10_000);
    await bought.award();
    await spendPoints(ctx, spend(memberId, 100));
    await returnPurchasePoints(ctx, giveBack(memberId, bought.purchaseId, 10_000));
    const rows = Array.from({ length: 5 }, (_, n) => sale(7_000, later(-n * 200)).facts);
    const free = sale(50).facts;
    expect(await importPurchasePoints(ctx, [...rows, free])).toEqual({
      posted: 5,
      repeated: 0,
      conflicting: 0,
      points: 350,
    });
    await expectProved(ctx);
    const changed = rows.map((row, n) => (n === 0 ? { ...row, amountYen: 1_000 } : row));
    expect(await importPurchasePoints(ctx, changed)).toEqual({ posted: 0, repeated: 5, conflicting: 1, points: 0 });
    const first = rows[0]!;
    expect(await awardForPurchase(ctx, first)).toMatchObject({ points: 70 });
    // -800, -600 and -400 days are past their month end; -200 days and today are not, and 100 points repaid the debt.
    await settleDue(ctx);
    expect(await walletOf(ctx, memberId)).toMatchObject({ available: 140, debt: 0 });
    const back = rows.map((row) => ({ ...giveBack(memberId, row.purchaseId, 7_000), occurredAt: row.occurredAt }));
    expect(await importReturnPoints(ctx, back)).toMatchObject({ posted: 5, takenBack: 350 });
    expect(await importReturnPoints(ctx, back)).toMatchObject({ posted: 0, repeated: 5, takenBack: 0 });
    await expectProved(at(0));
  });

  it("refuses the whole batch for a member of another shop", async () => {
    const { ctx, sale } = await shopWithProgram();
    const other = await shopWithProgram();
    const rows = [sale(1_000).facts, other.sale(1_000).facts];
    await expect(importPurchasePoints(ctx, rows)).rejects.toMatchObject({
      code: "not_found",
      reason: "points.member_unknown",
    });
  });
});
