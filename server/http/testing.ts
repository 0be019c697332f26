import { memberKeys } from "@/db/schema/members";
import { insertProduct, insertStore } from "@/db/testing/factories";
import type { Ctx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { walletOf } from "@/server/points/queries";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { setProgram } from "@/server/points/service/set-program";
import { createApiKey } from "@/server/tenancy/service/api-keys";
import { handleApiAt } from "./v1/handle";

// Only tests import this file.

export type Json = Record<string, unknown>;
export const minutes = 60_000;
export const at = (shiftMs: number) => new Date(Date.now() + shiftMs).toISOString();
let made = 0;
export const callId = () => `till-1-${newId()}-${++made}`;

/** A shop of today with a till, a product at 1,000 yen, one point per 100 yen, and a member with 500 points. */
export async function tillShop(device: string | null = "1") {
  const shop = await newTestShop();
  const ctx: Ctx = { ...shop.ctx, now: new Date() };
  const [storeId, productId] = [newId(), newId()];
  await ctx.db.transaction(ctx.tenant, "write", async (tx) => {
    await insertStore(tx, { tenantId: ctx.tenant, id: storeId });
    await insertProduct(tx, { tenantId: ctx.tenant, id: productId });
  });
  await setProgram(ctx, {
    ratePoints: 1,
    rateYen: 100,
    rounding: "down",
    pendingDays: 0,
    expiryMonths: 12,
    returnGraceDays: 30,
    validFrom: new Date(Date.now() - 90 * 86_400_000),
  });
  const memberNo = "2900000000421";
  const memberId = await newTestMember(ctx, {
    memberNo,
    phoneNormalised: "+819012345678",
    kanaNormalised: "タナカハナコ",
  });
  await ctx.db.transaction(ctx.tenant, "write", (tx) =>
    tx.insert(memberKeys).values({ tenantId: ctx.tenant, kind: "card", value: memberNo, memberId, createdAt: ctx.now }),
  );
  await adjustPoints(ctx, { memberId, key: newId(), points: 500, reason: "opening" });
  const { secret } = await createApiKey(ctx, {
    name: "till",
    scopes: ["members.read", "purchases.write"],
    storeId,
    device,
  });
  const line = { productId, quantity: 1, unitPriceYen: 1_000 };
  const send = async (path: string, body: unknown) => {
    const [headers, method] = [{ authorization: `Bearer ${secret}` }, body === undefined ? "GET" : "POST"];
    const init = body === undefined ? { headers } : { headers, method, body: JSON.stringify(body) };
    const response = await handleApiAt(new Request(`http://goen.test/api/v1/pos/${path}`, init));
    return { status: response.status, body: (await response.json()) as Json };
  };
  const sale = (more: Json = {}): Json & { receiptNo: string } => ({
    callId: callId(),
    receiptNo: newId(),
    memberId,
    lines: [line],
    ...more,
  });
  const available = async () => (await walletOf({ ...ctx, now: new Date() }, memberId)).available;
  return { ctx, memberId, memberNo, line, send, sale, available };
}
