import { and, desc, eq, sql } from "drizzle-orm";
import { auditLog } from "@/db/schema/kernel";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { staffNames } from "../queries/staff-names";

/**
 * The refusal of a form that was opened on an older version of the member: who saved last and when, and which fields have been
 * changed since (by name, comma separated; empty when an import or a log-in did it). The screen reads the new values itself.
 */
export async function changedMeanwhile(
  t: TxCtx,
  now: { memberId: string; version: number; updatedAt: Date },
  openedVersion: number,
): Promise<DomainError> {
  const newest = await t.tx
    .select({ at: auditLog.at, actorKind: auditLog.actorKind, actorId: auditLog.actorId, after: auditLog.after })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.tenantId, t.tenant),
        eq(auditLog.memberId, now.memberId),
        sql`(${auditLog.after} ->> 'version')::bigint > ${openedVersion}`,
      ),
    )
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(50);
  const fields = newest.flatMap((row) => (row.after as { fields?: string[] }).fields ?? []);
  const last = newest[0];
  const byStaff = last?.actorKind === "staff" && last.actorId ? await staffNames(t, [last.actorId]) : null;
  return new DomainError("conflict", "members.changed_meanwhile", {
    version: now.version,
    byKind: last?.actorKind ?? "system",
    by: (last?.actorId && byStaff?.get(last.actorId)) || null,
    at: (last?.at ?? now.updatedAt).toISOString(),
    fields: [...new Set(fields)].join(","),
  });
}
