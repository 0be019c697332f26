import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { dataExports } from "@/db/schema/access";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { exportKind } from "@/server/kernel/export-kinds";
import { openFile } from "@/server/kernel/files";
import { newId } from "@/server/kernel/ids";
import { enqueue } from "@/server/kernel/jobs";
import { parseInput } from "@/server/kernel/parse";
import { staffMay } from "@/server/kernel/permissions";
import { canDecideExport, canOpenExport, canRequestExport, demand } from "../access";
import { exportDecision, exportRef, exportRequest } from "../input";
import { accessSettingsOf } from "../queries/access-settings";

export const writeExportJob = "tenancy.write_export";
type Row = typeof dataExports.$inferSelect;

/**
 * Asks for a list of persons as a file. Up to the shop's limit (1,000 persons unless it is lower) it is written at once; above, it waits
 * for a second person. Throws `forbidden`, `invalid` for an unknown kind or filter, `refused` `tenancy.export_empty`.
 */
export async function requestExport(
  ctx: Ctx,
  input: z.input<typeof exportRequest>,
): Promise<{ exportId: string; state: "writing" | "awaiting_approval"; personCount: number }> {
  demand(canRequestExport(ctx.actor));
  if (ctx.actor.kind !== "staff") throw new DomainError("forbidden", "tenancy.not_for_role");
  const { accountId, id: requestedBy } = ctx.actor;
  const { kind: name, filter: given, reason, locale } = parseInput(exportRequest, input);
  const kind = exportKind(name);
  if (!kind) throw new DomainError("invalid", "tenancy.export_kind", { field: "kind" });
  if (!staffMay(ctx.actor, kind.permission)) throw new DomainError("forbidden", "tenancy.not_for_role");
  const filter = parseInput(kind.filter, given);
  const personCount = await kind.countPersons(ctx, filter);
  return inTransaction(ctx, async (t) => {
    const { approvalAbovePersons } = await accessSettingsOf(t);
    const needsApproval = personCount > approvalAbovePersons;
    const state = needsApproval ? "awaiting_approval" : "writing";
    const exportId = newId(t.now.getTime());
    await t.tx.insert(dataExports).values({
      tenantId: t.tenant,
      id: exportId,
      kind: name,
      filter,
      reason: reason || null,
      locale,
      personCount,
      needsApproval,
      state,
      requestedAt: t.now,
      requestedBy,
      requestedByAccount: accountId,
    });
    await audit(t, {
      action: "tenancy.request_export",
      subject: { kind: "export", id: exportId },
      after: { kind: name, filter, personCount, reason: reason || null },
    });
    if (!needsApproval) await enqueue(t, writeExportJob, { exportId }, { key: `export:${exportId}` });
    return { exportId, state, personCount };
  });
}

/**
 * Agrees to somebody else's list, or refuses it with a reason. Throws `forbidden` `tenancy.own_export` for one's own, `invalid`
 * `tenancy.reason_missing`, `conflict` `tenancy.export_decided` when it does not wait any more.
 */
export async function decideExport(ctx: Ctx, input: z.input<typeof exportDecision>): Promise<void> {
  const { exportId, isApproved, reason } = parseInput(exportDecision, input);
  await inTransaction(ctx, async (t) => {
    const before = await lockExport(t, exportId);
    demand(canDecideExport(t.actor, before.requestedByAccount));
    if (t.actor.kind !== "staff") throw new DomainError("forbidden", "tenancy.not_for_role");
    if (before.state !== "awaiting_approval") throw new DomainError("conflict", "tenancy.export_decided");
    if (!isApproved && !reason) throw new DomainError("invalid", "tenancy.reason_missing", { field: "reason" });
    await t.tx
      .update(dataExports)
      .set({
        state: isApproved ? "writing" : "rejected",
        decidedAt: t.now,
        decidedBy: t.actor.id,
        decidedByAccount: t.actor.accountId,
        decisionReason: reason || null,
      })
      .where(isExport(t, exportId));
    await audit(t, {
      action: isApproved ? "tenancy.approve_export" : "tenancy.reject_export",
      subject: { kind: "export", id: exportId },
      after: { kind: before.kind, personCount: before.personCount, reason: reason || null },
    });
    if (isApproved) await enqueue(t, writeExportJob, { exportId }, { key: `export:${exportId}` });
  });
}

/** Takes back one's own request while it waits. */
export async function withdrawExport(ctx: Ctx, input: z.input<typeof exportRef>): Promise<void> {
  const { exportId } = parseInput(exportRef, input);
  await inTransaction(ctx, async (t) => {
    const before = await lockExport(t, exportId);
    const isOwn = t.actor.kind === "staff" && t.actor.accountId === before.requestedByAccount;
    if (!isOwn) throw new DomainError("refused", "tenancy.export_of_others");
    if (before.state !== "awaiting_approval") throw new DomainError("conflict", "tenancy.export_decided");
    await t.tx.update(dataExports).set({ state: "withdrawn" }).where(isExport(t, exportId));
    await audit(t, { action: "tenancy.withdraw_export", subject: { kind: "export", id: exportId } });
  });
}

/**
 * Opens a written list and writes down who had it. For who asked for it and who agreed to it; for everybody else, and for a guessed
 * id, there is none: throws `not_found`.
 */
export async function openExport(ctx: Ctx, input: z.input<typeof exportRef>) {
  const { exportId } = parseInput(exportRef, input);
  const missing = new DomainError("not_found", "tenancy.export");
  const one = await inTransaction(ctx, async (t) => {
    const found = await lockExport(t, exportId);
    const isOver = found.expiresAt === null || found.expiresAt <= t.now;
    if (canOpenExport(t.actor, found) !== null || found.state !== "ready" || isOver) throw missing;
    await audit(t, {
      action: "tenancy.download_export",
      subject: { kind: "export", id: exportId },
      after: { kind: found.kind, personCount: found.personCount },
    });
    return found;
  });
  if (!one.fileId) throw missing;
  return openFile(ctx, one.fileId);
}

async function lockExport(t: TxCtx, exportId: string): Promise<Row> {
  const [row] = await t.tx.select().from(dataExports).where(isExport(t, exportId)).for("update");
  if (!row) throw new DomainError("not_found", "tenancy.export");
  return row;
}

const isExport = (ctx: Ctx, exportId: string) =>
  and(eq(dataExports.tenantId, ctx.tenant), eq(dataExports.id, exportId));
