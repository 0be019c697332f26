import { and, asc, desc, eq, sql } from "drizzle-orm";
import { products } from "@/db/schema/catalog";
import { tenants } from "@/db/schema/tenancy";
import { warranties } from "@/db/schema/warranties";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { dayIn, daysBetween } from "@/server/kernel/time";
import { demandMember } from "@/server/members/queries/find-member";
import { canSeeWarranties } from "./access";
import { warrantyKey } from "./input";
import { warrantyState } from "./rules";

const columns = {
  warrantyId: warranties.id,
  purchaseLineId: warranties.purchaseLineId,
  pieceNo: warranties.pieceNo,
  productId: warranties.productId,
  productName: products.name,
  brand: products.brand,
  imageUrl: products.imageUrl,
  startsOn: warranties.startsOn,
  endsOn: warranties.endsOn,
  voidedAt: warranties.voidedAt,
  timeZone: tenants.timeZone,
};

type Row = { endsOn: string; voidedAt: Date | null; timeZone: string };

/** Days left count the last day as 0 and go below zero afterwards; the day is that of the shop, not of the server. */
function withDaysLeft<R extends Row>({ timeZone, ...row }: R, now: Date) {
  const today = dayIn(now, timeZone);
  return {
    ...row,
    daysLeft: daysBetween(today, row.endsOn),
    state: warrantyState({ endsOn: row.endsOn, isVoided: row.voidedAt !== null }, today),
  };
}

const selectWarranties = (ctx: Ctx, memberId: string, warrantyId?: string) =>
  read(ctx, (db) =>
    db
      .select(columns)
      .from(warranties)
      .innerJoin(tenants, eq(tenants.id, warranties.tenantId))
      .innerJoin(products, and(eq(products.tenantId, warranties.tenantId), eq(products.id, warranties.productId)))
      .where(
        and(
          eq(warranties.tenantId, ctx.tenant),
          eq(warranties.memberId, memberId),
          warrantyId === undefined ? undefined : eq(warranties.id, warrantyId),
        ),
      )
      .orderBy(sql`${warranties.voidedAt} is not null`, asc(warranties.endsOn), desc(warranties.id))
      .limit(500),
  );

/**
 * A member's warranties: those that end first come first, voided ones last; at most 500. Throws `forbidden`, or `not_found`
 * for a member this shop does not have.
 */
export async function warrantiesOf(ctx: Ctx, memberId: string) {
  const refusal = canSeeWarranties(ctx.actor, memberId);
  if (refusal) throw new DomainError("forbidden", refusal);
  const rows = await selectWarranties(ctx, memberId);
  if (rows.length === 0) await demandMember(ctx, memberId);
  return rows.map((row) => withDaysLeft(row, ctx.now));
}

/** One warranty of a member. Throws `forbidden`, or `not_found` also for another shop's or another member's. */
export async function warrantyById(ctx: Ctx, input: { memberId: string; warrantyId: string }) {
  const { memberId, warrantyId } = parseInput(warrantyKey, input);
  const refusal = canSeeWarranties(ctx.actor, memberId);
  if (refusal) throw new DomainError("forbidden", refusal);
  const [row] = await selectWarranties(ctx, memberId, warrantyId);
  if (!row) throw new DomainError("not_found", "warranties.not_found");
  return withDaysLeft(row, ctx.now);
}
