import { and, asc, eq } from "drizzle-orm";
import { lateGrants, pointApprovals } from "@/db/schema/watch";
import { type Ctx, read } from "@/server/kernel/ctx";

/** Receipts that came to the member afterwards. */
export const lateGrantsForExport = (ctx: Ctx, memberId: string) =>
  read(ctx, (tx) =>
    tx
      .select({ purchaseId: lateGrants.purchaseId, claimedAt: lateGrants.claimedAt, by: lateGrants.by })
      .from(lateGrants)
      .where(and(eq(lateGrants.tenantId, ctx.tenant), eq(lateGrants.memberId, memberId)))
      .orderBy(asc(lateGrants.claimedAt)),
  );

/** Points that somebody asked to move by hand, and what became of it. */
export const approvalsForExport = (ctx: Ctx, memberId: string) =>
  read(ctx, (tx) =>
    tx
      .select({
        points: pointApprovals.points,
        reason: pointApprovals.reason,
        state: pointApprovals.state,
        askedAt: pointApprovals.askedAt,
        decidedAt: pointApprovals.decidedAt,
      })
      .from(pointApprovals)
      .where(and(eq(pointApprovals.tenantId, ctx.tenant), eq(pointApprovals.memberId, memberId)))
      .orderBy(asc(pointApprovals.askedAt)),
  );
