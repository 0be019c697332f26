import { and, eq } from "drizzle-orm";
import { staffMemberships } from "@/db/schema/tenancy";
import { pointApprovals } from "@/db/schema/watch";
import { type Ctx, read } from "@/server/kernel/ctx";
import { accountMail } from "@/server/tenancy/queries/account-mail";

/** What who asked is told of the decision, and where; null when there is nobody to tell. Part of the product's own mails. */
export async function decidedMail(ctx: Ctx, { memberId, approvalId }: { memberId: string; approvalId: string }) {
  const [one] = await read(ctx, (tx) =>
    tx
      .select()
      .from(pointApprovals)
      .where(
        and(
          eq(pointApprovals.tenantId, ctx.tenant),
          eq(pointApprovals.memberId, memberId),
          eq(pointApprovals.id, approvalId),
        ),
      ),
  );
  if (one?.state !== "approved" && one?.state !== "refused") return null;
  const asker = await accountMail(ctx, one.askedByAccount);
  const [membership] = await read(ctx, (tx) =>
    tx
      .select({ role: staffMemberships.role })
      .from(staffMemberships)
      .where(and(eq(staffMemberships.tenantId, ctx.tenant), eq(staffMemberships.id, one.askedBy))),
  );
  const { points, decisionReason } = one;
  const isAtCounter = membership?.role === "store_staff";
  return asker && { ...asker, isApproved: one.state === "approved", points, decisionReason, isAtCounter };
}
