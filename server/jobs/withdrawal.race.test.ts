import { expect, it } from "vitest";
import { drainOutbox } from "./outbox";
import { subscriptions } from "./registry";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, testNow } from "@/server/kernel/testing";
import { withdrawMember } from "@/server/members/service/withdraw-member";
import { ledgerProof, walletOf } from "@/server/points/queries";
import { setProgram } from "@/server/points/service/set-program";
import { recordSale } from "@/server/purchases/service/record-sale";

const program = {
  ratePoints: 1,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 12,
  returnGraceDays: 30,
} as const;

// Fails without `for("key share")` in requireMember: a sale would look, find a member, and post after the wallet was closed.
it("a sale and a withdrawal at once: the sale counts or is refused, and no point stays with somebody who has left", async () => {
  const { ctx } = await newTestShop();
  await setProgram(ctx, program);
  for (let round = 0; round < 8; round += 1) {
    const memberId = await newTestMember(ctx);
    const sell = () =>
      recordSale(ctx, {
        memberId,
        externalId: newId(),
        lines: [{ description: "電池", quantity: 1, unitPriceYen: 10_000 }],
      }).then(
        () => "ok",
        (error: { reason?: string }) => error.reason,
      );
    const outcomes = await Promise.all([sell(), withdrawMember(ctx, { memberId }), sell(), sell()]);
    for (const outcome of outcomes.filter((o) => typeof o === "string"))
      expect(["ok", "purchases.member_left"]).toContain(outcome);
    await drainOutbox(subscriptions, new Date(testNow.getTime() + 1));
    expect(await sell()).toBe("purchases.member_left");
    expect(await walletOf(ctx, memberId)).toMatchObject({ available: 0, pending: 0, debt: 0 });
  }
  expect((await ledgerProof(ctx)).filter((line) => line.violations > 0)).toEqual([]);
});
