import { describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/ids";
import { staffActor } from "@/server/kernel/testing";
import { pointHistory, walletOf } from "../queries";
import { adjustPoints } from "./adjust-points";
import { awardForPurchase } from "./award-for-purchase";
import { closeWallet } from "./close-wallet";
import { importPurchasePoints } from "./import-purchase-points";
import { returnPurchasePoints } from "./return-purchase-points";
import { spendPoints } from "./spend-points";
import { expectProved, giveBack, later, shopWithProgram, spend } from "./testing";

describe("closeWallet", () => {
  it("forfeits what is available and pending by one journal, posts what is due first, and holds every invariant", async () => {
    const { ctx, at, memberId, sale } = await shopWithProgram({ pendingDays: 10 });
    await sale(100_000).award();
    await sale(50_000, later(8)).award();
    await adjustPoints(ctx, { memberId, key: newId(), points: 1_234_567, reason: "移行" });
    expect(await closeWallet(at(12), memberId)).toEqual({ forfeited: 1_234_567 + 1_000 + 500 });
    expect(await closeWallet(at(13), memberId)).toEqual({ forfeited: 0 });
    expect(await walletOf(at(13), memberId)).toMatchObject({ available: 0, pending: 0, debt: 0 });
    const { rows } = await pointHistory(at(13), { memberId });
    expect(rows.map((row) => row.kind).slice(0, 2)).toEqual(["close", "activate"]);
    await expectProved(at(13));
  });

  it("forgets a debt, and lets nothing be given or spent any more", async () => {
    const { ctx, memberId, sale } = await shopWithProgram();
    const first = sale(100_000);
    await first.award();
    await spendPoints(ctx, spend(memberId, 1_000));
    await returnPurchasePoints(ctx, giveBack(memberId, first.purchaseId, 100_000));
    expect(await walletOf(ctx, memberId)).toMatchObject({ debt: 1_000 });
    await closeWallet(ctx, memberId);
    expect(await walletOf(ctx, memberId)).toMatchObject({ available: 0, debt: 0 });
    const closed = { code: "refused", reason: "points.wallet_closed" };
    await expect(awardForPurchase(ctx, sale(5_000).facts)).rejects.toMatchObject(closed);
    for (const points of [5, -5])
      await expect(adjustPoints(ctx, { memberId, key: newId(), points, reason: "x" })).rejects.toMatchObject(closed);
    await expect(spendPoints(ctx, spend(memberId, 1))).rejects.toMatchObject(closed);
    await expect(importPurchasePoints(ctx, [sale(5_000).facts])).rejects.toMatchObject(closed);
    await expectProved(ctx);
  });

  it("forfeits at once what a later return brings back", async () => {
    const { ctx, at, memberId, sale } = await shopWithProgram();
    const [first, second] = [sale(100_000), sale(200_000)];
    await first.award();
    await second.award();
    const paid = newId();
    await spendPoints(ctx, spend(memberId, 700, { purchaseId: paid }));
    await closeWallet(ctx, memberId);
    expect(await returnPurchasePoints(at(1), giveBack(memberId, paid, 700))).toMatchObject({ restored: 700 });
    expect(await returnPurchasePoints(at(2), giveBack(memberId, first.purchaseId, 100_000))).toMatchObject({
      takenBack: 1_000,
    });
    expect(await walletOf(at(3), memberId)).toMatchObject({ available: 0, pending: 0, debt: 0 });
    await expectProved(at(3));
  });

  it("is for whoever may post sales, in their own shop", async () => {
    const { ctx, as, memberId, sale } = await shopWithProgram();
    await sale(100_000).award();
    await expect(closeWallet(as(staffActor({ role: "analyst" })), memberId)).rejects.toMatchObject({
      reason: "points.role",
    });
    await expect(closeWallet((await shopWithProgram()).ctx, memberId)).rejects.toMatchObject({ code: "not_found" });
    await expectProved(ctx);
  });
});
