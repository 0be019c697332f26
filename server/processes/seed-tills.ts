import { and, asc, eq, isNull, notLike } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { type Ctx, read } from "@/server/kernel/ctx";
import { tillReturn, tillVoid } from "@/server/pos/service/take-back";
import { tillBatch } from "@/server/pos/service/till-batch";
import { tillSale } from "@/server/pos/service/till-sale";
import { createApiKey } from "@/server/tenancy/service/api-keys";
import { storesOf } from "@/server/tenancy/queries/shop";

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];
const goods = [
  { description: "単3乾電池 8本", quantity: 2, unitPriceYen: 698 },
  { description: "HDMIケーブル 2m", quantity: 1, unitPriceYen: 1_980 },
  { description: "LED電球 60W相当", quantity: 3, unitPriceYen: 880 },
  { description: "USB充電器 30W", quantity: 1, unitPriceYen: 2_480 },
] as const;

/** Members to whom nobody sends a receipt of a sale that never was; the longest first, in an order of their own. */
export async function withoutAddress(ctx: Ctx, count: number): Promise<string[]> {
  const rows = await read(ctx, (tx) =>
    tx
      .select({ memberId: members.memberId })
      .from(members)
      .where(
        and(
          eq(members.tenantId, ctx.tenant),
          isNull(members.emailNormalised),
          isNull(members.withdrawnAt),
          notLike(members.externalId, "%-B"),
        ),
      )
      .orderBy(asc(members.joinedAt), asc(members.externalId))
      .limit(count),
  );
  return rows.map(({ memberId }) => memberId);
}

/** A till of another maker that calls the API: two days of sales, a return, a voided sale, one without a card, and an hour without a network. */
export async function seedTills(ctx: Ctx): Promise<void> {
  const store = (await storesOf(ctx)).findLast(({ kind }) => kind === "shop");
  if (!store) return;
  const scopes = ["members.read", "purchases.write"] as const;
  const made: Ctx = { ...ctx, now: new Date(ctx.now.getTime() - 30 * dayMs) };
  const key = { name: `${store.name} レジ1`, scopes: [...scopes], storeId: store.id, device: "1", daysValid: null };
  const { keyId } = await createApiKey(made, key);
  const actor = {
    kind: "api_key" as const,
    id: keyId,
    name: key.name,
    scopes: [...scopes],
    storeId: store.id,
    device: "1",
  };
  const at = (ago: number): Ctx => ({ ...ctx, actor, now: new Date(ctx.now.getTime() - ago) });
  const people = (await withoutAddress(ctx, 6)).map((memberId) => ({ memberId }));
  const receipt = (n: number) => `1-DEMO-${String(n).padStart(4, "0")}`;
  const sale = (n: number, memberId: string | null) => ({
    callId: `demo-till-${n}`,
    receiptNo: receipt(n),
    memberId,
    lines: goods.filter((_, index) => (n + index) % 2 === 0),
    payment: n % 3 === 0 ? "credit" : "cash",
  });
  for (const [n, { memberId }] of people.entries()) await tillSale(at(2 * dayMs - n * hourMs), sale(n, memberId));
  await tillSale(at(dayMs + 3 * hourMs), sale(20, null));
  const slip = {
    callId: "demo-till-r1",
    receiptNo: receipt(20),
    slipNo: "1-DEMO-R001",
    lines: [{ lineNo: 1, quantity: 1 }],
  };
  await tillReturn(at(dayMs + 2 * hourMs), slip);
  await tillSale(at(dayMs + hourMs), sale(21, people[0]?.memberId ?? null));
  await tillVoid(at(dayMs + hourMs - 5 * minuteMs), { callId: "demo-till-v1", receiptNo: receipt(21) });
  const sent = at(dayMs);
  const offline = [30, 31].map((n) => ({
    kind: "sale" as const,
    ...sale(n, people[n % people.length]?.memberId ?? null),
    occurredAt: new Date(sent.now.getTime() - 40 * minuteMs).toISOString(),
  }));
  const { items } = await tillBatch(sent, { sentAt: sent.now.toISOString(), items: offline });
  const failed = items.find(({ status }) => status !== 200);
  if (failed) throw new Error(`demo till: ${failed.reason}`);
}
