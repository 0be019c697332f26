import { and, eq } from "drizzle-orm";
import { auditLog, outboxEvents } from "../schema/kernel";
import { insertProduct, insertStore } from "./factories";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, type TestShop } from "@/server/kernel/testing";
import { beginWarranties } from "@/server/warranties/service";
import { warrantiesOf } from "@/server/warranties/queries";
import type { OwnRequest } from "@/server/repairs/input";
import { requestRepair } from "@/server/repairs/service/request-repair";

export interface RepairWorld extends TestShop {
  memberId: string;
  me: Ctx;
  storeId: string;
  productId: string;
  warrantyId: string;
  purchaseLineId: string;
}

/** A shop with a store, and a member whose refrigerator is under warranty until the end of November 2026. */
export async function newRepairWorld(quantity = 1): Promise<RepairWorld> {
  const shop = await newTestShop();
  const memberId = await newTestMember(shop.ctx, { phoneNormalised: "+819012345678" });
  const [storeId, productId, purchaseLineId] = [newId(), newId(), newId()];
  await inTransaction(shop.ctx, async (t) => {
    await insertStore(t.tx, { tenantId: t.tenant, id: storeId, name: "吉祥寺本店" });
    await insertProduct(t.tx, { tenantId: t.tenant, id: productId, name: "冷蔵庫 HR-2200", warrantyMonths: 12 });
  });
  await beginWarranties(shop.ctx, [
    { memberId, purchaseLineId, productId, quantity, startsOn: "2025-12-01", warrantyMonths: 12 },
  ]);
  const [warranty] = await warrantiesOf(shop.ctx, memberId);
  const me = shop.as({ kind: "member", id: memberId });
  return { ...shop, memberId, me, storeId, productId, purchaseLineId, warrantyId: warranty?.warrantyId ?? "" };
}

export const complaint = (world: RepairWorld, overrides: Partial<OwnRequest> = {}): OwnRequest => ({
  key: newId(),
  product: { by: "warranty", warrantyId: world.warrantyId },
  symptom: "not_cold",
  cause: "unknown",
  description: "昨日から冷えません 🧊",
  noticed: "this_week",
  handOver: { way: "store", storeId: world.storeId },
  contactWay: "mail",
  ...overrides,
});
export const other = { product: { by: "other", name: "ラジオ RX-1" } } as const;
export const ask = (world: RepairWorld, overrides: Partial<OwnRequest> = {}) =>
  requestRepair(world.me, world.memberId, complaint(world, overrides));
export const parts = [
  { kind: "parts" as const, description: "コンプレッサー", amountYen: 22_000 },
  { kind: "labour" as const, description: "交換作業", amountYen: 8_800 },
];
export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string; reason?: string }) => `${error.code} ${error.reason}`,
  );
export const emitted = async (ctx: Ctx) =>
  (
    await read(ctx, (tx) =>
      tx
        .select({ name: outboxEvents.name })
        .from(outboxEvents)
        .where(eq(outboxEvents.tenantId, ctx.tenant))
        .orderBy(outboxEvents.id),
    )
  ).map(({ name }) => name);
export const audited = (ctx: Ctx, action: string) =>
  read(ctx, (tx) =>
    tx
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, ctx.tenant), eq(auditLog.action, action))),
  );
