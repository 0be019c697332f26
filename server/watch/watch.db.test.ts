import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { watchFindings } from "@/db/schema/watch";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { newId } from "@/server/kernel/ids";
import { staffActor, type TestShop } from "@/server/kernel/testing";
import { ledgerProof, pointHistory, walletOf } from "@/server/points/queries";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { setSafeguards } from "@/server/points/service/safeguards";
import { later, shopWithProgram } from "@/server/points/service/testing";
import { undoByHand } from "@/server/points/service/undo-by-hand";
import { receiptCode } from "@/server/purchases/rules/receipt-code";
import { recordSale } from "@/server/purchases/service/record-sale";
import { voidSale } from "@/server/purchases/service/void-sale";
import { addStaff } from "@/server/tenancy/service/add-staff";
import { createStore } from "@/server/tenancy/service/create-store";
import { approvalsOf, approvalsWaiting } from "./queries/approvals";
import { findingById, findingsOf, findingsOpen } from "./queries/findings";
import { tryRule } from "./queries/rules";
import { askApproval, decideApproval, withdrawApproval } from "./service/approvals";
import { claimReceipt } from "./service/claim-receipt";
import { freezeCard, judgeFinding, markStaffCard, setWatchRule } from "./service/findings";
import { lookForFraud } from "./service/look";

const limits = {
  approvalAbovePoints: 1_000,
  staffDailyPoints: 3_000,
  memberDailyPoints: 2_500,
  approvalDays: 7,
  lateGrantDays: 14,
};
const give = (memberId: string, points: number) => ({ memberId, key: newId(), points, reason: "お詫び" });
const system = (shop: TestShop): Ctx => systemCtx(shop.ctx.tenant, "test", database("app"), shop.ctx.now);

describe("adjustments beyond a limit", () => {
  it("wait for a second person, who is not the first, and move the points once", async () => {
    const shop = await shopWithProgram();
    const { ctx, as, memberId } = shop;
    await setSafeguards(ctx, limits);
    const [me, other] = [as(staffActor({ role: "marketer" })), as(staffActor())];
    await expect(adjustPoints(me, give(memberId, 1_001))).rejects.toMatchObject({
      reason: "points.needs_approval",
      details: { limit: "one_card" },
    });
    expect((await walletOf(ctx, memberId)).available).toBe(0);
    const asked = give(memberId, 1_001);
    const { approvalId } = await askApproval(me, asked);
    expect(await askApproval(me, asked)).toMatchObject({ approvalId });
    await expect(askApproval(me, give(memberId, 1_000))).rejects.toMatchObject({ reason: "watch.approval_not_needed" });
    expect([await approvalsWaiting(me), await approvalsWaiting(other)]).toEqual([0, 1]);
    const yes = { memberId, approvalId, isApproved: true };
    await expect(decideApproval(me, yes)).rejects.toMatchObject({ reason: "watch.own_request" });
    await expect(decideApproval(as(staffActor({ role: "store_staff" })), yes)).rejects.toMatchObject({
      reason: "watch.role",
    });
    await expect(decideApproval(other, { ...yes, isApproved: false })).rejects.toMatchObject({
      reason: "watch.reason_missing",
    });
    const { journalId } = await decideApproval(other, yes);
    await expect(decideApproval(other, yes)).rejects.toMatchObject({ reason: "watch.decided" });
    expect((await walletOf(ctx, memberId)).available).toBe(1_001);
    expect((await approvalsOf(other, {})).approvals).toMatchObject([
      { state: "approved", points: 1_001, limitKind: "one_card", isOwn: false },
    ]);
    // What two agreed to leaves the first one's own limits alone, and is taken back like anything else.
    await adjustPoints(me, give(memberId, 1_000));
    await undoByHand(other, { memberId, journalId: journalId ?? "" });
    expect((await pointHistory(ctx, { memberId, limit: 5 })).rows.map((row) => row.points)).toEqual([
      -1_001, 1_000, 1_001,
    ]);
    expect((await ledgerProof(ctx)).filter((line) => line.violations > 0)).toEqual([]);
  });

  it("end by themselves, and are taken back by who asked", async () => {
    const { ctx, as, memberId } = await shopWithProgram();
    await setSafeguards(ctx, limits);
    const me = staffActor({ role: "marketer" });
    const { approvalId } = await askApproval(as(me), give(memberId, 2_000));
    const late = as(staffActor(), later(8));
    await expect(decideApproval(late, { memberId, approvalId, isApproved: true })).rejects.toMatchObject({
      reason: "watch.expired",
    });
    expect((await approvalsOf(late, {})).approvals[0]?.state).toBe("expired");
    await expect(withdrawApproval(as(staffActor()), { memberId, approvalId })).rejects.toMatchObject({
      reason: "watch.others_request",
    });
    await withdrawApproval(as(me), { memberId, approvalId });
    expect((await approvalsOf(as(me), {})).approvals[0]?.state).toBe("withdrawn");
  });

  it("add up over a day, by person and by card; the counter has its own limit and asks as well", async () => {
    const { ctx, as, memberId } = await shopWithProgram();
    await setSafeguards(ctx, { ...limits, approvalAbovePoints: null });
    const [a, b] = [as(staffActor()), as(staffActor())];
    await adjustPoints(a, give(memberId, 2_000));
    await expect(adjustPoints(b, give(memberId, 501))).rejects.toMatchObject({ details: { limit: "member_day" } });
    await adjustPoints(a, give(memberId, -1_000));
    await expect(adjustPoints(a, give(memberId, -1))).rejects.toMatchObject({ details: { limit: "staff_day" } });
    const counter = as(staffActor({ role: "store_staff" }));
    await askApproval(counter, give(memberId, 1_001));
    expect((await approvalsOf(counter, {})).approvals).toMatchObject([{ limitKind: "counter", isOwn: true }]);
    expect((await approvalsOf(as(staffActor({ role: "store_staff" })), {})).approvals).toEqual([]);
  });
});

/** Sales by one cashier, an hour apart. */
async function sell(
  shop: TestShop,
  memberId: string | null,
  times: number,
  staff = staffActor(),
  yen = 1_000,
  storeId: string | null = null,
) {
  const sold = [];
  for (let n = 0; n < times; n += 1)
    sold.push(
      await recordSale(shop.as(staff), {
        memberId,
        externalId: newId(),
        storeId,
        occurredAt: new Date(shop.ctx.now.getTime() - n * 60_000),
        lines: [{ description: "品", quantity: 1, unitPriceYen: yen }],
      }),
    );
  return sold;
}
const rulesFound = async (ctx: Ctx) => (await findingsOf(ctx, {})).findings.map((one) => one.rule).sort();

describe("the fraud watch", () => {
  it("finds each rule's case once, with what it rests on", async () => {
    const shop = await shopWithProgram();
    const { ctx, memberId } = shop;
    const { membershipId } = await addStaff(system(shop), {
      email: `${newId()}@example.jp`,
      name: "鈴木",
      role: "store_staff",
    });
    const { storeId } = await createStore(system(shop), { externalId: newId(), name: "本店" });
    await markStaffCard(ctx, { membershipId, memberId, isLinked: true });
    await sell(shop, memberId, 4, staffActor({ id: membershipId, role: "store_staff", storeId }), 1_000, storeId);
    expect(await lookForFraud(shop.batch(), memberId)).toMatchObject({ found: 1 });
    expect(await rulesFound(ctx)).toEqual(["own_card"]);
    await sell(shop, memberId, 3, staffActor({ id: membershipId, role: "store_staff", storeId }), 1_000, storeId);
    await lookForFraud(shop.batch());
    await lookForFraud(shop.batch());
    expect(await rulesFound(ctx)).toEqual(["card_often", "cashier_card", "own_card"]);
    const [often] = (await findingsOf(ctx, { rule: "card_often" })).findings;
    expect(often).toMatchObject({ measure: 7, threshold: 5, state: "open", memberId });
    expect(often?.evidence).toHaveLength(7);
    expect((await findingsOf(ctx, { rule: "cashier_card" })).findings[0]).toMatchObject({
      staffName: "鈴木",
      measure: 7,
    });
  });

  it("finds points that came too fast, came by hand too often, or were spent before the goods came back", async () => {
    const shop = await shopWithProgram();
    const { ctx, as, memberId } = shop;
    const [big] = await sell(shop, memberId, 1, staffActor(), 1_200_000);
    await recordSale(ctx, {
      memberId,
      externalId: newId(),
      spendPoints: 10_000,
      lines: [{ description: "品", quantity: 1, unitPriceYen: 10_000 }],
    });
    await voidSale(ctx, { memberId, purchaseId: big?.purchaseId ?? "" });
    const hand = staffActor({ role: "marketer" });
    for (let n = 0; n < 10; n += 1) await adjustPoints(as(hand), give(memberId, 1));
    await lookForFraud(shop.batch());
    expect(await rulesFound(ctx)).toEqual(["many_by_hand", "return_after_spend", "velocity"]);
    expect((await findingsOf(ctx, { rule: "return_after_spend" })).findings[0]).toMatchObject({ measure: 10_000 });
    expect((await findingsOf(ctx, { staffId: hand.kind === "staff" ? hand.id : "" })).findings).toHaveLength(1);
  });

  it("is judged, tried and turned off; a judged finding stays as it is", async () => {
    const shop = await shopWithProgram();
    const { ctx, memberId } = shop;
    await sell(shop, memberId, 5);
    expect(await tryRule(ctx, { rule: "card_often", threshold: 5 })).toEqual({ found: 1, days: 30 });
    expect(await tryRule(ctx, { rule: "card_often", threshold: 6 })).toMatchObject({ found: 0 });
    await setWatchRule(ctx, { rule: "card_often", isOn: false, threshold: 5 });
    expect(await lookForFraud(shop.batch())).toEqual({ found: 0 });
    await setWatchRule(ctx, { rule: "card_often", isOn: true, threshold: 4 });
    await lookForFraud(shop.batch());
    const [one] = (await findingsOf(ctx, { state: "open" })).findings;
    const findingId = one?.findingId ?? "";
    await expect(judgeFinding(ctx, { findingId, state: "dismissed" })).rejects.toMatchObject({
      reason: "watch.reason_missing",
    });
    await judgeFinding(ctx, { findingId, state: "dismissed", note: "家族で使用" });
    await sell(shop, memberId, 1);
    await lookForFraud(shop.batch());
    expect(await findingById(ctx, { findingId })).toMatchObject({ state: "dismissed", measure: 5, note: "家族で使用" });
    expect(await findingsOpen(ctx)).toBe(0);
    expect(await freezeCard(ctx, { findingId, note: "カード停止" })).toEqual({ stopped: 0 });
    expect(await findingById(ctx, { findingId })).toMatchObject({ state: "acted" });
    await expect(findingsOf(shop.as(staffActor({ role: "store_staff" })), {})).rejects.toMatchObject({
      reason: "watch.role",
    });
    const rows = await ctx.db.transaction(ctx.tenant, "read", (tx) =>
      tx
        .select()
        .from(watchFindings)
        .where(and(eq(watchFindings.tenantId, ctx.tenant), eq(watchFindings.rule, "card_often"))),
    );
    expect(rows).toHaveLength(1);
  });
});

describe("a receipt without a card", () => {
  const receiptOf = async (shop: TestShop, at = shop.ctx.now, staff = staffActor()) => {
    const receiptNo = newId();
    await recordSale(shop.as(staff), {
      memberId: null,
      externalId: receiptNo,
      occurredAt: at,
      lines: [{ description: "品", quantity: 2, unitPriceYen: 5_000 }],
    });
    return receiptNo;
  };

  it("comes to a member once, with the points of its day", async () => {
    const shop = await shopWithProgram();
    const { ctx, as, memberId } = shop;
    const receiptNo = await receiptOf(shop, later(-3));
    const self = as({ kind: "member", id: memberId });
    await expect(claimReceipt(self, { memberId, receiptNo, totalYen: 9_999 })).rejects.toMatchObject({
      reason: "watch.receipt",
    });
    const given = await claimReceipt(self, { memberId, receiptNo, totalYen: 10_000 });
    expect(given).toMatchObject({ pointsEarned: 100, available: 100, occurredAt: later(-3) });
    await expect(claimReceipt(self, { memberId, receiptNo, totalYen: 10_000 })).rejects.toMatchObject({
      code: "not_found",
    });
    const code = receiptCode(ctx.tenant, receiptNo);
    await expect(claimReceipt(self, { memberId, receiptNo, code })).rejects.toMatchObject({
      reason: "watch.already_claimed",
    });
    // The till's repeated call still finds its sale.
    expect(
      await recordSale(ctx, {
        memberId: null,
        externalId: receiptNo,
        occurredAt: later(-3),
        lines: [{ description: "品", quantity: 2, unitPriceYen: 5_000 }],
      }),
    ).toMatchObject({ purchaseId: given.purchaseId, isRepeat: true });
    expect((await ledgerProof(ctx)).filter((line) => line.violations > 0)).toEqual([]);
  });

  it("is refused when too late, taken back, off, from the colleague's own till, or for somebody else", async () => {
    const shop = await shopWithProgram();
    const { ctx, as, memberId } = shop;
    const self = as({ kind: "member", id: memberId });
    const claim = async (receiptNo: string) =>
      claimReceipt(self, { memberId, receiptNo, code: receiptCode(ctx.tenant, receiptNo) });
    await expect(claim(await receiptOf(shop, later(-15)))).rejects.toMatchObject({ reason: "watch.too_late" });
    const { membershipId } = await addStaff(system(shop), {
      email: `${newId()}@example.jp`,
      name: "鈴木",
      role: "marketer",
    });
    await markStaffCard(ctx, { membershipId, memberId, isLinked: true });
    await expect(claim(await receiptOf(shop, later(-1), staffActor({ id: membershipId })))).rejects.toMatchObject({
      reason: "watch.own_till",
    });
    await expect(claimReceipt(as({ kind: "member", id: newId() }), { memberId, receiptNo: "x" })).rejects.toMatchObject(
      { code: "forbidden" },
    );
    const receiptNo = await receiptOf(shop);
    await setSafeguards(ctx, { ...limits, lateGrantDays: 0 });
    await expect(claim(receiptNo)).rejects.toMatchObject({ reason: "watch.late_grants_off" });
  });
});
