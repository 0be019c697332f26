import { auditLog } from "@/db/schema/kernel";
import { actorId, type TxCtx } from "./ctx";
import { newId } from "./ids";

export interface AuditEntry {
  /** `<module>.<verb>`, e.g. 'points.adjust'. */
  action: string;
  subject: { kind: string; id: string | null };
  memberId?: string;
  before?: unknown;
  after?: unknown;
}

/** Writes who changed what, in the transaction of the change: one without the other cannot be committed. */
export async function audit(ctx: TxCtx, entry: AuditEntry): Promise<void> {
  await ctx.tx.insert(auditLog).values({
    tenantId: ctx.tenant,
    id: newId(),
    at: ctx.now,
    actorKind: ctx.actor.kind,
    actorId: actorId(ctx.actor),
    action: entry.action,
    subjectKind: entry.subject.kind,
    subjectId: entry.subject.id,
    memberId: entry.memberId ?? null,
    before: entry.before ?? null,
    after: entry.after ?? null,
    requestId: ctx.requestId,
  });
}
