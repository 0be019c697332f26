import { auditRead } from "@/server/kernel/audit";
import type { Database } from "@/server/kernel/database";
import { DomainError } from "@/server/kernel/errors";
import { canSeeMembers } from "@/server/members/access";
import { demandMember } from "@/server/members/queries/find-member";
import { demand } from "@/server/tenancy/access";
import type { TrpcContext } from "./context";
import { createCaller } from "./root";

/** The same database, for looking only: whatever would write is refused before it begins. */
const forLooking = (db: Database): Database => ({
  role: db.role,
  transaction: (tenant, mode, work) => {
    if (mode === "write") throw new DomainError("forbidden", "members.preview_looks_only");
    return db.transaction(tenant, "read", work);
  },
});

/**
 * What a member's My Page reads, for staff who may see members: no session of the member is made, nothing can be written, and the
 * look is in the audit. Throws `forbidden`, `not_found` for another shop's member.
 */
export async function previewCaller(context: TrpcContext, memberId: string) {
  const staff = await context.staff();
  if (!staff) throw new DomainError("unauthenticated", "auth.sign_in_required");
  demand(canSeeMembers(staff));
  const ctx = { tenant: context.shop.id, actor: staff, db: context.db, now: context.now, requestId: context.requestId };
  await demandMember(ctx, memberId);
  await auditRead(ctx, { memberId, what: "my_page" });
  return createCaller({
    ...context,
    db: forLooking(context.db),
    staff: async () => null,
    member: async () => ({ kind: "member", id: memberId }),
    link: async () => null,
  });
}
