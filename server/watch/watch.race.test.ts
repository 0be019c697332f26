import { describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/ids";
import { newTestMember, staffActor } from "@/server/kernel/testing";
import { ledgerProof, walletOf } from "@/server/points/queries";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { setSafeguards } from "@/server/points/service/safeguards";
import { shopWithProgram } from "@/server/points/service/testing";
import { recordSale } from "@/server/purchases/service/record-sale";
import { askApproval, decideApproval } from "./service/approvals";
import { claimReceipt } from "./service/claim-receipt";

const limits = {
  approvalAbovePoints: 100,
  staffDailyPoints: null,
  memberDailyPoints: null,
  approvalDays: 7,
  lateGrantDays: 14,
};
const won = (answers: PromiseSettledResult<unknown>[]) => answers.filter(({ status }) => status === "fulfilled").length;

describe("at the same moment", () => {
  it("five people agree to one request: the points move once", async () => {
    const { ctx, as, memberId } = await shopWithProgram();
    await setSafeguards(ctx, limits);
    const { approvalId } = await askApproval(as(staffActor()), {
      memberId,
      key: newId(),
      points: 500,
      reason: "お詫び",
    });
    const answers = await Promise.allSettled(
      Array.from({ length: 5 }, () => decideApproval(as(staffActor()), { memberId, approvalId, isApproved: true })),
    );
    expect(won(answers)).toBe(1);
    expect((await walletOf(ctx, memberId)).available).toBe(500);
  });

  // Delete the advisory lock in `limitBeyond`, and both stay below the day's limit together.
  it("one person adjusts two cards: the day's limit holds over both", async () => {
    const { ctx, as, memberId } = await shopWithProgram();
    await setSafeguards(ctx, { ...limits, approvalAbovePoints: null, staffDailyPoints: 100 });
    const me = as(staffActor());
    const cards = [memberId, await newTestMember(ctx), await newTestMember(ctx), await newTestMember(ctx)];
    const answers = await Promise.allSettled(
      cards.map((card) => adjustPoints(me, { memberId: card, key: newId(), points: 60, reason: "お詫び" })),
    );
    expect(won(answers)).toBe(1);
  });

  it("five members claim one receipt: it comes to one", async () => {
    const { ctx, as, memberId } = await shopWithProgram();
    const members = [memberId, ...(await Promise.all(Array.from({ length: 4 }, () => newTestMember(ctx))))];
    const receiptNo = newId();
    await recordSale(ctx, {
      memberId: null,
      externalId: receiptNo,
      lines: [{ description: "品", quantity: 1, unitPriceYen: 10_000 }],
    });
    const answers = await Promise.allSettled(
      members.map((id) => claimReceipt(as({ kind: "member", id }), { memberId: id, receiptNo, totalYen: 10_000 })),
    );
    expect(won(answers)).toBe(1);
    const held = await Promise.all(members.map(async (id) => (await walletOf(ctx, id)).available));
    expect(held.toSorted((a, b) => b - a)).toEqual([100, 0, 0, 0, 0]);
    expect((await ledgerProof(ctx)).filter((line) => line.violations > 0)).toEqual([]);
  });
});
