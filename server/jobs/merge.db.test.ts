import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { insertProduct } from "@/db/testing/factories";
import { tableClasses } from "@/db/schema/table-classes";
import { createCoupon } from "@/server/coupons/service/save-coupon";
import { issueCoupon } from "@/server/coupons/service/issue-coupon";
import { heldCouponsOf } from "@/server/coupons/queries/held";
import { finaliseMerges } from "@/server/identity/service/finalise-merges";
import { mergeMembers } from "@/server/identity/service/merge-members";
import { undoMerge } from "@/server/identity/service/undo-merge";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { forgottenTables, mergeTables } from "@/server/kernel/member-merge";
import { proveAll } from "@/server/kernel/proofs";
import { newTestMember, newTestShop, staffActor, testNow } from "@/server/kernel/testing";
import { consentsOf, findByCard, memberById } from "@/server/members/queries/find-member";
import { takeKey } from "@/server/members/service/key-holder";
import { addNote } from "@/server/members/service/notes";
import { setConsent } from "@/server/members/service/set-consent";
import { withdrawMember } from "@/server/members/service/withdraw-member";
import { ledgerProof, walletOf } from "@/server/points/queries";
import { setProgram } from "@/server/points/service/set-program";
import { purchasesOf } from "@/server/purchases/queries";
import { recordReturn } from "@/server/purchases/service/record-return";
import { recordSale } from "@/server/purchases/service/record-sale";
import { publishTestRanks } from "@/server/ranks/service/testing";
import { rankOf } from "@/server/ranks/queries/rank-of";
import { warrantiesOf } from "@/server/warranties/queries";
import { drainOutbox } from "./outbox";
import { subscriptions } from "./registry";

const program = {
  ratePoints: 1,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 12,
  returnGraceDays: 30,
} as const;
const later = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: new Date(testNow.getTime() + days * 86_400_000) });
const cardNumbers = ["2900000000018", "2900000000025"];

/** A shop with ranks and points, and two records of one person: `from` bought for 20,000 yen, `to` for 15,000. */
async function twoRecords() {
  const shop = await newTestShop();
  const { ctx } = shop;
  await setProgram(ctx, program);
  await publishTestRanks(ctx);
  await inTransaction(ctx, (t) =>
    insertProduct(t.tx, { tenantId: t.tenant, id: newId(), externalId: "FRIDGE", warrantyMonths: 12 }),
  );
  const from = await newTestMember(ctx, { birthday: "1980-04-05", memberNo: cardNumbers[0], phoneNormalised: null });
  const to = await newTestMember(ctx, { memberNo: cardNumbers[1] });
  await inTransaction(ctx, async (t) => {
    for (const [at, memberId] of [from, to].entries()) await takeKey(t, memberId, "card", cardNumbers[at] ?? "");
  });
  const sell = (memberId: string, unitPriceYen: number, spendPoints = 0, of: Ctx = ctx) =>
    recordSale(of, {
      memberId,
      externalId: newId(),
      lines: [{ productCode: "FRIDGE", quantity: 1, unitPriceYen }],
      spendPoints,
    });
  const sold = await sell(from, 20_000);
  await sell(to, 15_000);
  const merge = async (of: Ctx = ctx) =>
    mergeMembers(of, {
      fromMemberId: from,
      toMemberId: to,
      fromVersion: (await memberById(of, from)).version,
      toVersion: (await memberById(of, to)).version,
    });
  const lineOf = async (memberId: string, purchaseId: string) =>
    (await purchasesOf(ctx, { memberId })).rows.find((row) => row.purchaseId === purchaseId)?.lines[0]?.lineId ?? "";
  return { ...shop, from, to, sell, sold, merge, lineOf };
}

/** Every promise of the product, and the ledger's own. */
async function expectProved(ctx: Ctx) {
  expect((await proveAll(ctx)).filter(({ violations }) => violations > 0)).toEqual([]);
  expect((await ledgerProof(ctx)).filter(({ violations }) => violations > 0)).toEqual([]);
}
const totals = async (ctx: Ctx, memberId: string) =>
  (await purchasesOf(ctx, { memberId })).rows.map((row) => row.totalYen).sort((a, b) => a - b);

describe("the registry of a merge", () => {
  it("knows every table of the member family, each once", () => {
    expect(forgottenTables(tableClasses)).toEqual([]);
    const names = mergeTables().map(({ table }) => table);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(names.filter((name) => (tableClasses as Record<string, string>)[name] !== "member")).toEqual([]);
  });
});

describe("a merge", () => {
  it("brings everything, keeps old cards scanning, and is undone without a trace", async () => {
    const { ctx, from, to, merge } = await twoRecords();
    const { couponId } = await createCoupon(ctx, {
      name: "秋",
      definition: {
        title: { ja: "500円引き", en: "500 yen off" },
        benefit: { kind: "amount", yen: 500 },
        validity: { days: 30 },
      },
    });
    await issueCoupon(ctx, { couponId, memberId: from, key: "a", source: "staff" });
    await addNote(ctx, { memberId: from, text: "右利き" });
    const { mergeId } = await merge();
    expect(await findByCard(ctx, cardNumbers[0] ?? "")).toMatchObject({ memberId: to });
    expect(await totals(ctx, to)).toEqual([15_000, 20_000]);
    expect(await walletOf(ctx, to)).toMatchObject({ available: 350 });
    expect(await warrantiesOf(ctx, to)).toHaveLength(2);
    expect(await heldCouponsOf(ctx, to)).toHaveLength(1);
    expect(await rankOf(ctx, to)).toMatchObject({ level: 1 });
    expect(await memberById(ctx, to)).toMatchObject({ birthday: "1980-04-05", memberNo: cardNumbers[1] });
    expect((await memberById(ctx, from)).withdrawnAt).not.toBeNull();
    await expectProved(ctx);

    expect(await undoMerge(later(ctx, 3), { mergeId })).toEqual({ left: [] });
    expect(await findByCard(ctx, cardNumbers[0] ?? "")).toMatchObject({ memberId: from, withdrawnAt: null });
    expect(await totals(ctx, from)).toEqual([20_000]);
    expect(await totals(ctx, to)).toEqual([15_000]);
    expect((await walletOf(ctx, from)).available).toBe(200);
    expect((await walletOf(ctx, to)).available).toBe(150);
    expect(await heldCouponsOf(ctx, from)).toHaveLength(1);
    expect(await rankOf(ctx, to)).toMatchObject({ level: 0 });
    expect((await memberById(ctx, to)).birthday).toBeNull();
    await expectProved(later(ctx, 3));
    await expect(undoMerge(later(ctx, 3), { mergeId })).rejects.toMatchObject({ reason: "identity.undone" });
  });

  it("says what an undoing could not put back: points spent since; a return goes along with its sale", async () => {
    const { ctx, from, to, merge, sold, sell, lineOf } = await twoRecords();
    const { mergeId } = await merge();
    await sell(to, 1_000, 300);
    await recordReturn(ctx, {
      memberId: to,
      purchaseId: sold.purchaseId,
      externalId: "RET-1",
      lines: [{ lineId: await lineOf(to, sold.purchaseId), quantity: 1 }],
    });
    await expectProved(ctx);
    const { left } = await undoMerge(later(ctx, 1), { mergeId });
    expect(left).toEqual([{ what: "points", count: expect.any(Number) }]);
    expect(await totals(ctx, from)).toEqual([-20_000, 20_000]);
    expect(await totals(ctx, to)).toEqual([1_000, 15_000]);
    await expectProved(later(ctx, 1));
  });

  it("takes the stricter word, and takes it back", async () => {
    const { ctx, from, to, merge } = await twoRecords();
    const say = (memberId: string, isGranted: boolean) =>
      setConsent(ctx, { memberId, channel: "mail", isGranted, source: "counter", textVersion: "1" });
    await say(to, true);
    await say(from, false);
    const { mergeId } = await merge(later(ctx, 1));
    expect((await memberById(ctx, to)).mailOptIn).toBe(false);
    expect((await consentsOf(ctx, to))[0]).toMatchObject({ isGranted: false, source: "merge" });
    await undoMerge(later(ctx, 2), { mergeId });
    expect((await memberById(ctx, to)).mailOptIn).toBe(true);
    expect((await memberById(ctx, from)).mailOptIn).toBe(false);
  });

  it("is refused for who has left, changed meanwhile, is merged already, and to whoever may not", async () => {
    const { ctx, as, from, to, merge } = await twoRecords();
    const third = await newTestMember(ctx);
    const call = { fromMemberId: from, toMemberId: to, fromVersion: 1, toVersion: 1 };
    await expect(mergeMembers(as(staffActor({ role: "store_staff" })), call)).rejects.toMatchObject({
      reason: "identity.not_for_role",
    });
    await expect(mergeMembers(ctx, { ...call, toVersion: 7 })).rejects.toMatchObject({
      reason: "identity.changed_meanwhile",
    });
    const { mergeId } = await merge();
    await expect(
      mergeMembers(ctx, { fromMemberId: from, toMemberId: third, fromVersion: 2, toVersion: 1 }),
    ).rejects.toMatchObject({ reason: "identity.member_left" });
    await expect(undoMerge(later(ctx, 31), { mergeId })).rejects.toMatchObject({ reason: "identity.too_late" });
    const next = await mergeMembers(ctx, {
      fromMemberId: to,
      toMemberId: third,
      fromVersion: (await memberById(ctx, to)).version,
      toVersion: 1,
    });
    await expect(undoMerge(ctx, { mergeId })).rejects.toMatchObject({ reason: "identity.merged_further" });
    expect(await findByCard(ctx, cardNumbers[0] ?? "")).toMatchObject({ memberId: third });
    await expectProved(ctx);
    await undoMerge(ctx, { mergeId: next.mergeId });
    await undoMerge(ctx, { mergeId });
    expect(await totals(ctx, from)).toEqual([20_000]);
    await expectProved(ctx);
  });

  it("becomes final: the closed record is erased when its time is over, or when the person leaves", async () => {
    const { ctx, from, to, merge } = await twoRecords();
    await merge();
    expect(await finaliseMerges(later(ctx, 29))).toBe(0);
    expect(await finaliseMerges(later(ctx, 31))).toBe(1);
    expect(await memberById(ctx, from)).toMatchObject({ familyName: null, email: null, birthday: null });
    expect((await memberById(ctx, to)).familyName).not.toBeNull();

    const other = await twoRecords();
    await other.merge();
    await withdrawMember(other.ctx, { memberId: other.to });
    await drainOutbox(subscriptions, new Date(testNow.getTime() + 1));
    expect(await memberById(other.ctx, other.from)).toMatchObject({ familyName: null });
    const { rows } = await read(other.ctx, (tx) =>
      tx.execute(sql`select state, kept from member_merges where tenant_id = ${other.ctx.tenant}`),
    );
    expect(rows).toEqual([{ state: "final", kept: null }]);
    await expectProved(other.ctx);
  });
});
