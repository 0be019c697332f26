import { expect, it } from "vitest";
import type { Ctx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember } from "@/server/kernel/testing";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { formFamily, inviteToFamily, joinFamily, lendToFamily } from "@/server/points/service/families";
import { setProgram } from "@/server/points/service/set-program";
import { callId, tillShop } from "./testing";

const program = {
  ratePoints: 0,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 12,
  returnGraceDays: 30,
  familySize: 4,
} as const;

it("a till pays with the family's points where it says so and their owner lends them, once per call", async () => {
  const { ctx, send, sale, memberId, line } = await tillShop();
  await setProgram(ctx, program);
  const now = (): Ctx => ({ ...ctx, now: new Date() });
  const as = (id: string): Ctx => ({ ...now(), actor: { kind: "member", id } });
  const other = await newTestMember(ctx);
  await adjustPoints(now(), { memberId: other, key: newId(), points: 400, reason: "opening" });
  await formFamily(as(memberId), { memberId, name: "田中家" });
  const { code } = await inviteToFamily(as(memberId), memberId);
  await joinFamily(as(other), { memberId: other, code });

  const basket = { memberId, lines: [line], spendPoints: 700 };
  const quoted = async (more: object) => (await send("quote", { ...basket, ...more })).body;
  expect(await quoted({})).toMatchObject({
    pointsAvailable: 500,
    familyAvailable: 400,
    warnings: [{ code: "not_enough_points" }],
  });
  expect(await quoted({ useFamily: true })).toMatchObject({ warnings: [] });
  expect(await send("sales", sale({ spendPoints: 700 }))).toMatchObject({
    status: 422,
    body: { reason: "points.insufficient" },
  });
  const sold = sale({ spendPoints: 700, useFamily: true });
  for (const _ of [1, 2]) {
    const { body } = await send("sales", sold);
    expect(body).toMatchObject({
      pointsSpent: 700,
      pointsAvailable: 0,
      receipt: { text: expect.arrayContaining(["うち家族のポイント 200"]) },
    });
  }
  const hold = { memberId, points: 150, useFamily: true };
  expect(await send("holds", { ...hold, callId: callId() })).toMatchObject({
    status: 200,
    body: { pointsAvailable: 0 },
  });
  await lendToFamily(as(other), { memberId: other, lends: false });
  expect(await send("holds", { ...hold, points: 10, callId: callId() })).toMatchObject({
    status: 422,
    body: { reason: "points.insufficient" },
  });
  expect(await quoted({ useFamily: true })).toMatchObject({ familyAvailable: null });
});
