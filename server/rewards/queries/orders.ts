import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { members } from "@/db/schema/members";
import { rewardOrders } from "@/db/schema/rewards";
import { stores } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import { DomainError } from "@/server/kernel/errors";
import { isUuid } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { searchMembers } from "@/server/members/queries/search-members";
import { demand } from "@/server/tenancy/access";
import { canExchange, canHandleRewards } from "../access";
import { orderList, type OrderState, type RewardTexts } from "../input";
import { readOrder } from "../rules/order-number";

const columns = {
  orderId: rewardOrders.id,
  memberId: rewardOrders.memberId,
  orderNo: rewardOrders.orderNo,
  rewardId: rewardOrders.rewardId,
  kind: rewardOrders.kind,
  texts: rewardOrders.texts,
  points: rewardOrders.points,
  state: rewardOrders.state,
  storeName: stores.name,
  heldCouponId: rewardOrders.heldCouponId,
  orderedAt: rewardOrders.orderedAt,
  readyAt: rewardOrders.readyAt,
  handedOverAt: rewardOrders.handedOverAt,
  cancelledAt: rewardOrders.cancelledAt,
  cancelReason: rewardOrders.cancelReason,
  version: rewardOrders.version,
};
const withStore = and(eq(stores.tenantId, rewardOrders.tenantId), eq(stores.id, rewardOrders.storeId));

const typed = <Row extends { texts: unknown; state: string; kind: string }>(row: Row) => ({
  ...row,
  texts: row.texts as RewardTexts,
  state: row.state as OrderState,
  kind: row.kind as "goods" | "coupon",
});

/** Exchanges of the shop, the latest first; the word is an order number or the beginning of whatever names a member. */
export async function listOrders(ctx: Ctx, input: z.input<typeof orderList>) {
  demand(canHandleRewards(ctx.actor));
  const { q, state, storeId, cursor, limit } = parseInput(orderList, input);
  const [at = "", id = ""] = cursor === undefined ? [] : readCursor(cursor, 2);
  if (cursor !== undefined && (Number.isNaN(Date.parse(at)) || !isUuid(id)))
    throw new DomainError("invalid", "kernel.invalid_input", { field: "cursor" });
  const orderNo = readOrder(q);
  const people = q === "" || orderNo ? [] : (await searchMembers(ctx, { q, limit: 50 })).members;
  const ids = people.map(({ memberId }) => memberId);
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        ...columns,
        familyName: members.familyName,
        givenName: members.givenName,
        memberNo: members.memberNo,
      })
      .from(rewardOrders)
      .innerJoin(members, and(eq(members.tenantId, rewardOrders.tenantId), eq(members.memberId, rewardOrders.memberId)))
      .leftJoin(stores, withStore)
      .where(
        and(
          eq(rewardOrders.tenantId, ctx.tenant),
          state === undefined ? undefined : eq(rewardOrders.state, state),
          storeId === undefined ? undefined : eq(rewardOrders.storeId, storeId),
          q === ""
            ? undefined
            : orderNo
              ? eq(rewardOrders.orderNo, orderNo)
              : ids.length > 0
                ? inArray(rewardOrders.memberId, ids)
                : sql`false`,
          cursor === undefined
            ? undefined
            : sql`(${rewardOrders.orderedAt}, ${rewardOrders.id}) < (${at}::timestamptz, ${id}::uuid)`,
        ),
      )
      .orderBy(desc(rewardOrders.orderedAt), desc(rewardOrders.id))
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(typed),
    cursor: rows.length > limit && last ? cursorOf(last.orderedAt.toISOString(), last.orderId) : null,
  };
}

/** Exchanges of one member, the latest first; at most 100. */
export async function ordersOf(ctx: Ctx, memberId: string) {
  demand(canExchange(ctx.actor, memberId));
  const rows = await read(ctx, (tx) =>
    tx
      .select(columns)
      .from(rewardOrders)
      .leftJoin(stores, withStore)
      .where(and(eq(rewardOrders.tenantId, ctx.tenant), eq(rewardOrders.memberId, memberId)))
      .orderBy(desc(rewardOrders.orderedAt), desc(rewardOrders.id))
      .limit(100),
  );
  return rows.map(typed);
}

/** For "everything we hold about one person". */
export const ordersForPerson = (ctx: Ctx, memberId: string) =>
  read(ctx, (tx) =>
    tx
      .select(columns)
      .from(rewardOrders)
      .leftJoin(stores, withStore)
      .where(and(eq(rewardOrders.tenantId, ctx.tenant), eq(rewardOrders.memberId, memberId)))
      .orderBy(desc(rewardOrders.orderedAt)),
  );
