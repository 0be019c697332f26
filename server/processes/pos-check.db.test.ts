import { describe, expect, it } from "vitest";
import { memberKeys } from "@/db/schema/members";
import { insertStore } from "@/db/testing/factories";
import { handleApiAt } from "@/server/http/v1/handle";
import type { Ctx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { memberNumber } from "@/server/members/rules/member-number";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { setProgram } from "@/server/points/service/set-program";
import { createApiKey } from "@/server/tenancy/service/api-keys";
import type { Answer, Call, Wire } from "./flaky-network";
import { simulateTill } from "./till-simulator";

/** A shop with two members who have points, and a wire to it. */
async function shopToCheck() {
  const shop = await newTestShop();
  const ctx: Ctx = { ...shop.ctx, now: new Date() };
  const storeId = newId();
  await ctx.db.transaction(ctx.tenant, "write", (tx) => insertStore(tx, { tenantId: ctx.tenant, id: storeId }));
  const validFrom = new Date(Date.now() - 86_400_000);
  const life = { pendingDays: 0, expiryMonths: 12, returnGraceDays: 30 };
  await setProgram(ctx, { ratePoints: 3, rateYen: 100, rounding: "down", ...life, validFrom });
  const cards = [memberNumber(1), memberNumber(2)];
  for (const memberNo of cards) {
    const memberId = await newTestMember(ctx, { memberNo });
    const key = { tenantId: ctx.tenant, kind: "card", value: memberNo, memberId, createdAt: ctx.now };
    await ctx.db.transaction(ctx.tenant, "write", (tx) => tx.insert(memberKeys).values(key));
    await adjustPoints(ctx, { memberId, key: newId(), points: 400, reason: "opening" });
  }
  const { secret } = await createApiKey(ctx, {
    name: "till",
    scopes: ["members.read", "purchases.write"],
    storeId,
    device: "1",
  });
  const headers = { authorization: `Bearer ${secret}` };
  const wire: Wire = async ({ path, body }) => {
    const init = body === null ? { headers } : { headers, method: "POST", body: JSON.stringify(body) };
    const response = await handleApiAt(new Request(`http://goen.test/api/v1/pos/${path}`, init));
    return { status: response.status, body: (await response.json()) as Answer["body"] };
  };
  return { wire, cards };
}

const run = (wire: Wire, cards: string[], sales: number) =>
  simulateTill({ wire, cards, seed: 7, sales, faults: 0.35, wait: async () => {} });

/** A server that forgets what it was told: each call becomes a new deed. */
const forgetful = (wire: Wire): Wire => {
  let n = 0;
  return async (call) => {
    if (call.path !== "sales" || !call.body) return wire(call);
    n += 1;
    const renamed = { ...call.body, callId: `forgotten-${n}-call`, receiptNo: `forgotten-${n}` };
    const answer = await wire({ ...call, body: renamed });
    return { ...answer, body: { ...answer.body, receiptNo: call.body.receiptNo } };
  };
};

/** A server that doubles each third sale. */
const doubling = (wire: Wire): Wire => {
  let n = 0;
  return async (call: Call) => {
    const answer = await wire(call);
    if (call.path === "sales" && call.body && (n += 1) % 3 === 0)
      await wire({ ...call, body: { ...call.body, callId: `double-${n}-call`, receiptNo: `double-${n}` } });
    return answer;
  };
};

/** A server that says yes to each third sale and loses it. */
const losing = (wire: Wire): Wire => {
  let [n, last]: [number, Answer | null] = [0, null];
  return async (call) => {
    if (call.path !== "sales") return wire(call);
    if ((n += 1) % 3 === 0 && last && call.body) {
      const lines = call.body.lines as { quantity: number; unitPriceYen: number }[];
      const totalYen = lines.reduce((sum, { quantity, unitPriceYen }) => sum + quantity * unitPriceYen, 0);
      return { status: 200, body: { ...last.body, totalYen, pointsSpent: call.body.spendPoints } };
    }
    const answer = await wire(call);
    if (answer.status === 200) last = answer;
    return answer;
  };
};

describe("the till's check", () => {
  it("agrees with our API over a network that loses, doubles, delays and reorders calls", async () => {
    const { wire, cards } = await shopToCheck();
    const verdict = await run(wire, cards, 14);
    expect(verdict.differences).toEqual([]);
    expect(Object.values(verdict.faults).every((count) => count > 0)).toBe(true);
    expect(verdict.receipts).toBeGreaterThan(14);
  });

  it.each([
    ["forgets what it was told", forgetful, "points"],
    ["doubles a sale", doubling, "points"],
    ["loses a sale", losing, "state"],
  ])("finds out a server that %s", async (_what, breaking, where) => {
    const { wire, cards } = await shopToCheck();
    const verdict = await run(breaking(wire), cards, 6);
    expect(verdict.differences.map(({ what }) => what.split(" ").at(-1))).toContain(where);
  });
});
