import { and, eq, sql } from "drizzle-orm";
import { repairEvents, repairRequests } from "@/db/schema/repairs";
import { audit } from "@/server/kernel/audit";
import { type Actor, actorId, type Ctx, type TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import type { RepairState } from "../input";
import { noSuchRepair } from "../queries/find-repair";
import { policyOf } from "../queries/policy";
import { type RepairRow, repairRow } from "../queries/repair";
import { dueAtOf } from "../rules/policy";
import { isClosed, type Party, stepRefusal } from "../rules/states";
import { eraseIfLeft } from "./erase-contact";

export const partyOf = (actor: Actor): Party => (actor.kind === "member" ? "member" : "staff");

const thisRow = (row: Pick<RepairRow, "tenantId" | "memberId" | "id">) =>
  and(
    eq(repairRequests.tenantId, row.tenantId),
    eq(repairRequests.memberId, row.memberId),
    eq(repairRequests.id, row.id),
  );

/**
 * The repair's row, locked until the end of the transaction: found first, since the lock asks for its whole key. Throws `not_found`, and
 * `conflict` when it is not the version that the actor was looking at: somebody else has acted meanwhile.
 */
export async function lockRepair(t: TxCtx, repairId: string, version?: number): Promise<RepairRow> {
  const found = await repairRow(t, repairId);
  const [row] = await t.tx.select().from(repairRequests).where(thisRow(found)).for("update");
  if (!row) throw noSuchRepair();
  if (version !== undefined && row.version !== version)
    throw new DomainError("conflict", "repairs.changed_meanwhile", { version: row.version, state: row.state });
  return row;
}

/** Throws unless the actor may take the repair from where it is to `to`. */
export function demandStep(ctx: Ctx, row: RepairRow, to: RepairState): void {
  const refusal = stepRefusal(row.state as RepairState, to, partyOf(ctx.actor));
  if (refusal === "repairs.step_not_yours") throw new DomainError("forbidden", refusal);
  if (refusal) throw new DomainError("refused", refusal, { from: row.state, to });
}

interface NewEvent {
  kind: "state" | "note" | "coverage" | "estimate" | "item" | "photo";
  fromState?: RepairState | null;
  toState?: RepairState | null;
  note?: string | null;
  isInternal?: boolean;
  details?: Record<string, string | number | boolean | null>;
}

/** Adds to a repair's history; gives the event's id. */
export async function addEvent(t: TxCtx, row: Pick<RepairRow, "memberId" | "id">, event: NewEvent): Promise<string> {
  const id = newId();
  await t.tx.insert(repairEvents).values({
    tenantId: t.tenant,
    memberId: row.memberId,
    id,
    repairId: row.id,
    at: t.now,
    actorKind: t.actor.kind,
    actorId: actorId(t.actor),
    ...event,
  });
  return id;
}

type Changes = Partial<typeof repairRequests.$inferInsert>;

/** Writes columns and one more version; gives the new version. */
export async function changeRow(t: TxCtx, row: RepairRow, changes: Changes): Promise<number> {
  const [changed] = await t.tx
    .update(repairRequests)
    .set({ ...changes, version: sql`${repairRequests.version} + 1` })
    .where(thisRow(row))
    .returning({ version: repairRequests.version });
  return changed?.version ?? row.version + 1;
}

/**
 * Takes a locked repair to its next state: row, dated event, audit and domain event in one transaction. The caller has asked
 * `demandStep` and whatever else its step needs.
 */
export async function enterState(
  t: TxCtx,
  row: RepairRow,
  to: RepairState,
  with_: { action: string; note?: string | null; details?: NewEvent["details"]; changes?: Changes },
): Promise<{ eventId: string; version: number }> {
  const { policy } = await policyOf(t);
  const isSame = row.state === to;
  await audit(t, {
    action: with_.action,
    subject: { kind: "repair", id: row.id },
    memberId: row.memberId,
    before: { state: row.state },
    after: { state: to, ...with_.details, ...(with_.note ? { note: with_.note } : {}) },
  });
  const eventId = await addEvent(t, row, {
    kind: isSame ? "estimate" : "state",
    fromState: row.state as RepairState,
    toState: to,
    note: with_.note ?? null,
    details: with_.details,
  });
  await emit(t, `repair.${to}`, { memberId: row.memberId, repairId: row.id, eventId });
  const version = await changeRow(t, row, {
    state: to,
    stateSince: t.now,
    dueAt: dueAtOf(to, t.now, policy),
    closedAt: isClosed(to) ? t.now : null,
    ...with_.changes,
  });
  if (isClosed(to)) await eraseIfLeft(t, row.memberId);
  return { eventId, version };
}
