import { and, eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { auditLog } from "@/db/schema/kernel";
import { memberKeys } from "@/db/schema/members";
import { newId } from "@/server/kernel/ids";
import { newTestMember, staffActor } from "@/server/kernel/testing";
import { findByCard } from "@/server/members/queries/find-member";
import { codeStepAt, rotatingCode } from "@/server/members/rules/rotating-code";
import { walletOf } from "@/server/points/queries";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { later, shopWithProgram } from "@/server/points/service/testing";
import { settingsOf } from "@/server/tenancy/queries/settings";
import { changeCard } from "@/server/tenancy/service/change-settings";
import { redeemAtCounter, sellAtCounter } from "./service";

it("points are spent at the counter with the code on the phone, or with a manager's reason, where the shop asks for it", async () => {
  const { ctx, as } = await shopWithProgram();
  const memberNo = "2900000000421";
  const memberId = await newTestMember(ctx, { memberNo });
  await ctx.db.transaction(ctx.tenant, "write", (tx) =>
    tx.insert(memberKeys).values({ tenantId: ctx.tenant, kind: "card", value: memberNo, memberId, createdAt: ctx.now }),
  );
  await adjustPoints(ctx, { memberId, key: newId(), points: 500, reason: "opening" });
  const clerk = as(staffActor({ role: "store_staff" }));
  const lines = [{ description: "tea", quantity: 1, unitPriceYen: 1_000 }];
  const sale = (spendPoints: number) => ({ memberId, externalId: newId(), lines, spendPoints });
  const redeem = () => ({ memberId, key: newId(), points: 5, reason: "景品", storeId: null });
  await sellAtCounter(clerk, sale(10));

  const { card } = await settingsOf(ctx);
  await changeCard(ctx, { ...card, cardSymbology: "ean13", spendProof: "code" });
  const refused = { code: "refused", reason: "members.code_needed" };
  // Earning asks for nothing.
  await sellAtCounter(clerk, sale(0));
  await expect(sellAtCounter(clerk, sale(10))).rejects.toMatchObject(refused);
  await expect(redeemAtCounter(clerk, redeem())).rejects.toMatchObject(refused);
  expect((await findByCard(clerk, memberNo)).permit).toBeNull();
  const { permit } = await findByCard(clerk, rotatingCode(ctx.tenant, memberNo, codeStepAt(ctx.now)));
  const proof = { permit: permit ?? "" };
  const paid = { ...sale(10), proof };
  expect(await sellAtCounter(clerk, paid)).toMatchObject({ pointsSpent: 10, isRepeat: false });
  await redeemAtCounter(clerk, { ...redeem(), proof });
  // Another member's phone, and the same one an hour later, are none; the receipt that stands is answered again.
  const other = await newTestMember(ctx);
  await expect(sellAtCounter(clerk, { ...sale(1), memberId: other, proof })).rejects.toMatchObject(refused);
  const hourOn = { ...clerk, now: new Date(ctx.now.getTime() + 3_600_000) };
  await expect(sellAtCounter(hourOn, { ...sale(1), proof })).rejects.toMatchObject(refused);
  expect(await sellAtCounter({ ...clerk, now: later(1) }, paid)).toMatchObject({ isRepeat: true });

  // One that was made then and waited for the network goes through, up to the card's limit of the day without a connection.
  const minutesOn = (minutes: number) => new Date(ctx.now.getTime() + minutes * 60_000);
  const waited = (points: number, made = 1, sent = 60) =>
    sellAtCounter({ ...clerk, now: minutesOn(sent) }, { ...sale(points), occurredAt: minutesOn(made), proof });
  expect(await waited(10)).toMatchObject({ pointsSpent: 10 });
  await changeCard(ctx, { ...(await settingsOf(ctx)).card, cardSymbology: "ean13", offlineSpendPerDay: 30 });
  await expect(waited(21)).rejects.toMatchObject({ code: "refused", reason: "pos.offline_limit" });
  expect(await waited(20)).toMatchObject({ pointsSpent: 20 });
  await expect(waited(1, 1, 25 * 60)).rejects.toMatchObject(refused);
  await expect(waited(1, 16)).rejects.toMatchObject(refused);

  const withoutCode = "電池切れ。免許証で確認";
  await expect(sellAtCounter(clerk, { ...sale(10), proof: { withoutCode } })).rejects.toMatchObject({
    code: "forbidden",
    reason: "members.code_role",
  });
  const manager = as(staffActor({ role: "marketer" }));
  await expect(sellAtCounter(manager, sale(10))).rejects.toMatchObject(refused);
  await sellAtCounter(manager, { ...sale(10), proof: { withoutCode } });
  const rows = await ctx.db.transaction(ctx.tenant, "read", (tx) =>
    tx
      .select({ after: auditLog.after, memberId: auditLog.memberId })
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, ctx.tenant), eq(auditLog.action, "members.spend_without_code"))),
  );
  expect(rows).toEqual([{ after: { reason: withoutCode }, memberId }]);
  expect((await walletOf(ctx, memberId)).available).toBe(500 - 10 - 10 - 5 - 10 - 10 - 20 + 9 + 10 + 9 + 9 + 9 + 9);
});
