import { auditLog } from "@/db/schema/kernel";
import { actorId, type Ctx, inTransaction, type TxCtx } from "./ctx";
import { unawaited } from "./database";
import { newId } from "./ids";
import { insertRows } from "./insert-rows";
import { sha256 } from "./signing";

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
  const row = {
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
  };
  await unawaited(ctx.tx, insertRows(ctx.tx, auditLog, [row]));
}

const readBucketMs = 10 * 60_000;
const recentReads = new Set<string>();

/**
 * Writes down that staff, or a program with a key, looked at one member's data (個人情報保護法, 安全管理措置). One row per actor, member,
 * kind of data and ten minutes, however often a page is loaded. A member reading their own leaves none.
 */
export async function auditRead(ctx: Ctx, read: { memberId: string; what: string }): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "staff" && actor.kind !== "api_key") return;
  const bucket = Math.floor(ctx.now.getTime() / readBucketMs);
  // The row's id says whose read it is and when, so that a second row of the same cannot be written by any process.
  const hash = sha256(`${ctx.tenant} ${actor.id} ${read.memberId} ${read.what} ${bucket}`);
  if (recentReads.has(hash)) return;
  const id = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  await inTransaction(ctx, (t) =>
    t.tx
      .insert(auditLog)
      .values({
        tenantId: t.tenant,
        id,
        at: t.now,
        actorKind: actor.kind,
        actorId: actor.id,
        action: `read.${read.what}`,
        subjectKind: "member",
        subjectId: read.memberId,
        memberId: read.memberId,
        requestId: t.requestId,
      })
      .onConflictDoNothing(),
  );
  // What a transaction may yet take back is not remembered.
  if ("tx" in ctx) return;
  if (recentReads.size > 10_000) recentReads.clear();
  recentReads.add(hash);
}
