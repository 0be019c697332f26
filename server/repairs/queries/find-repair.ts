import { and, desc, eq, inArray, ne } from "drizzle-orm";
import { memberKeys } from "@/db/schema/members";
import { repairRequests } from "@/db/schema/repairs";
import { products } from "@/db/schema/catalog";
import { stores } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demandMember } from "@/server/members/queries/find-member";
import { demand } from "@/server/tenancy/access";
import { canReadRepair, canReadRepairs, canSeeRepairState } from "../access";
import { memberRef, numberInput, openStates, repairRef, type RepairState } from "../input";
import { readReceipt } from "../rules/receipt-number";

export const withStore = and(eq(stores.tenantId, repairRequests.tenantId), eq(stores.id, repairRequests.storeId));
export const withProduct = and(
  eq(products.tenantId, repairRequests.tenantId),
  eq(products.id, repairRequests.productId),
);

export const noSuchRepair = () => new DomainError("not_found", "repairs.not_found");

/** What of a repair may be read in a forwarded mail: which product, where it stands, since when. */
const harmless = {
  repairId: repairRequests.id,
  receiptNo: repairRequests.receiptNo,
  productName: repairRequests.productName,
  imageUrl: products.imageUrl,
  state: repairRequests.state,
  stateSince: repairRequests.stateSince,
  requestedAt: repairRequests.requestedAt,
  promisedOn: repairRequests.promisedOn,
  handOver: repairRequests.handOver,
  storeName: stores.name,
};

const rows = (ctx: Ctx, memberId: string, repairId?: string) =>
  read(ctx, (tx) =>
    tx
      .select(harmless)
      .from(repairRequests)
      .leftJoin(stores, withStore)
      .leftJoin(products, withProduct)
      .where(
        and(
          eq(repairRequests.tenantId, ctx.tenant),
          eq(repairRequests.memberId, memberId),
          repairId === undefined ? undefined : eq(repairRequests.id, repairId),
        ),
      )
      .orderBy(desc(repairRequests.requestedAt), desc(repairRequests.id))
      .limit(200),
  );

const typed = <R extends { state: string }>(row: R) => ({ ...row, state: row.state as RepairState });

/** A member's repairs, newest first, at most 200. Throws `forbidden`, `not_found`. */
export async function repairsOf(ctx: Ctx, memberId: string) {
  const ref = parseInput(memberRef, { memberId });
  demand(canReadRepair(ctx.actor, ref.memberId));
  const found = await rows(ctx, ref.memberId);
  if (found.length === 0) await demandMember(ctx, ref.memberId);
  return found.map(typed);
}

/** Where one repair stands, for the member and whoever holds a mail about it. Throws `not_found` for another's. */
export async function repairState(ctx: Ctx, input: { memberId: string; repairId: string }) {
  const { repairId } = parseInput(repairRef, input);
  demand(canSeeRepairState(ctx.actor, input.memberId));
  const [row] = await rows(ctx, input.memberId, repairId);
  if (!row) throw noSuchRepair();
  return typed(row);
}

/** The member's open repair under this warranty, or null. */
export async function openRepairUnder(ctx: Ctx, memberId: string, warrantyIds: readonly string[], except?: string) {
  if (warrantyIds.length === 0) return [];
  return read(ctx, (tx) =>
    tx
      .select({
        repairId: repairRequests.id,
        receiptNo: repairRequests.receiptNo,
        warrantyId: repairRequests.warrantyId,
      })
      .from(repairRequests)
      .where(
        and(
          eq(repairRequests.tenantId, ctx.tenant),
          eq(repairRequests.memberId, memberId),
          inArray(repairRequests.warrantyId, [...warrantyIds]),
          inArray(repairRequests.state, [...openStates]),
          except === undefined ? undefined : ne(repairRequests.id, except),
        ),
      ),
  );
}

/** The repair whose number was scanned, typed or heard. Throws `invalid` for a wrong number, `not_found` for nobody's. */
export async function findByNumber(ctx: Ctx, text: string): Promise<{ repairId: string; memberId: string }> {
  demand(canReadRepairs(ctx.actor));
  const receiptNo = readReceipt(parseInput(numberInput, { text }).text);
  if (receiptNo === null) throw new DomainError("invalid", "repairs.number_misread", { field: "text" });
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ repairId: repairRequests.id, memberId: repairRequests.memberId })
      .from(memberKeys)
      .innerJoin(
        repairRequests,
        and(
          eq(repairRequests.tenantId, memberKeys.tenantId),
          eq(repairRequests.memberId, memberKeys.memberId),
          eq(repairRequests.receiptNo, memberKeys.value),
        ),
      )
      .where(and(eq(memberKeys.tenantId, ctx.tenant), eq(memberKeys.kind, "repair"), eq(memberKeys.value, receiptNo))),
  );
  if (!row) throw noSuchRepair();
  return row;
}
