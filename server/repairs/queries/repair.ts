import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { repairEstimateLines, repairEstimates, repairEvents, repairPhotos, repairRequests } from "@/db/schema/repairs";
import { products } from "@/db/schema/catalog";
import { staffAccounts, staffMemberships, stores } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { dayIn } from "@/server/kernel/time";
import { demand } from "@/server/tenancy/access";
import { canReadRepair } from "../access";
import type { Cause, Coverage, LineKind, RepairState, Symptom } from "../input";
import { repairRef } from "../input";
import { hasExpired } from "../rules/estimate";
import { nextStates } from "../rules/states";
import type { JudgementReason } from "../rules/warranty";
import { noSuchRepair, withProduct, withStore } from "./find-repair";

export type RepairRow = typeof repairRequests.$inferSelect;

/** The row of a repair, by its id alone. A member finds only their own. Throws `not_found`. */
export async function repairRow(ctx: Ctx, repairId: string): Promise<RepairRow> {
  const { actor } = ctx;
  const own = actor.kind === "member" ? actor.id : actor.kind === "link" ? actor.memberId : undefined;
  const [row] = await read(ctx, (tx) =>
    tx
      .select()
      .from(repairRequests)
      .where(
        and(
          eq(repairRequests.tenantId, ctx.tenant),
          eq(repairRequests.id, repairId),
          own === undefined ? undefined : eq(repairRequests.memberId, own),
        ),
      ),
  );
  if (!row) throw noSuchRepair();
  return row;
}

const thisRepair = (row: RepairRow, table: typeof repairEvents | typeof repairEstimates | typeof repairPhotos) =>
  and(eq(table.tenantId, row.tenantId), eq(table.memberId, row.memberId), eq(table.repairId, row.id));

async function estimatesOf(tx: Tx, row: RepairRow, today: string) {
  const estimates = await tx
    .select()
    .from(repairEstimates)
    .where(thisRepair(row, repairEstimates))
    .orderBy(desc(repairEstimates.version));
  const lines =
    estimates.length === 0
      ? []
      : await tx
          .select()
          .from(repairEstimateLines)
          .where(
            and(
              eq(repairEstimateLines.tenantId, row.tenantId),
              eq(repairEstimateLines.memberId, row.memberId),
              inArray(
                repairEstimateLines.estimateId,
                estimates.map(({ id }) => id),
              ),
            ),
          )
          .orderBy(asc(repairEstimateLines.lineNo));
  return estimates.map(
    ({ tenantId: _tenant, memberId: _member, repairId: _repair, madeById, decidedById, ...estimate }) => ({
      ...estimate,
      state: estimate.state as "sent" | "approved" | "declined" | "voided",
      hasExpired: hasExpired(estimate, today),
      madeById,
      decidedById,
      lines: lines
        .filter(({ estimateId }) => estimateId === estimate.id)
        .map(({ kind, description, amountYen }) => ({ kind: kind as LineKind, description, amountYen })),
    }),
  );
}

async function eventsOf(tx: Tx, row: RepairRow) {
  return tx
    .select({
      eventId: repairEvents.id,
      at: repairEvents.at,
      kind: repairEvents.kind,
      fromState: repairEvents.fromState,
      toState: repairEvents.toState,
      actorKind: repairEvents.actorKind,
      actorId: repairEvents.actorId,
      note: repairEvents.note,
      isInternal: repairEvents.isInternal,
      details: repairEvents.details,
    })
    .from(repairEvents)
    .where(thisRepair(row, repairEvents))
    .orderBy(desc(repairEvents.at), desc(repairEvents.id))
    .limit(300);
}

async function staffNames(tx: Tx, tenantId: string, ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const found = await tx
    .select({ id: staffMemberships.id, name: staffAccounts.name })
    .from(staffMemberships)
    .innerJoin(staffAccounts, eq(staffAccounts.id, staffMemberships.accountId))
    .where(and(eq(staffMemberships.tenantId, tenantId), inArray(staffMemberships.id, wanted)));
  return new Map(found.map(({ id, name }) => [id, name]));
}

/**
 * The whole of a repair: what was asked for, pictures, estimates, what happened, what may be done next. The member does not see
 * notes that are the shop's own, nor who of its people did what. Throws `not_found`, also for another member's or shop's.
 */
export async function repairById(ctx: Ctx, repairId: string) {
  const row = await repairRow(ctx, parseInput(repairRef, { repairId }).repairId);
  demand(canReadRepair(ctx.actor, row.memberId));
  const isMember = ctx.actor.kind === "member";
  const { timeZone } = await tenantOf(ctx);
  const today = dayIn(ctx.now, timeZone);
  return read(ctx, async (tx) => {
    const [names] = await tx
      .select({ storeName: stores.name, imageUrl: products.imageUrl })
      .from(repairRequests)
      .leftJoin(stores, withStore)
      .leftJoin(products, withProduct)
      .where(
        and(
          eq(repairRequests.tenantId, row.tenantId),
          eq(repairRequests.memberId, row.memberId),
          eq(repairRequests.id, row.id),
        ),
      );
    const photos = await tx
      .select({ fileId: repairPhotos.fileId, addedAt: repairPhotos.addedAt, addedByKind: repairPhotos.addedByKind })
      .from(repairPhotos)
      .where(thisRepair(row, repairPhotos))
      .orderBy(asc(repairPhotos.place), asc(repairPhotos.addedAt));
    const estimates = await estimatesOf(tx, row, today);
    const events = (await eventsOf(tx, row)).filter((event) => !isMember || !event.isInternal);
    const people = isMember
      ? new Map<string, string>()
      : await staffNames(tx, row.tenantId, [
          row.overriddenById,
          ...events.filter(({ actorKind }) => actorKind === "staff").map(({ actorId }) => actorId),
          ...estimates.map(({ madeById }) => madeById),
        ]);
    const nameOf = (id: string | null) => (id === null ? null : (people.get(id) ?? null));
    const { id, tenantId: _tenant, requestKey: _key, overriddenById, ...request } = row;
    const state = row.state as RepairState;
    return {
      ...request,
      ...(isMember ? { overrideReason: null } : {}),
      repairId: id,
      state,
      symptom: row.symptom as Symptom,
      cause: row.cause as Cause,
      coverage: row.coverage as Coverage,
      ruleCoverage: row.ruleCoverage as Coverage,
      ruleReason: row.ruleReason as JudgementReason,
      overriddenBy: nameOf(overriddenById),
      storeName: names?.storeName ?? null,
      imageUrl: names?.imageUrl ?? null,
      isOverdue: row.dueAt !== null && row.dueAt < ctx.now,
      today,
      photos,
      estimates: estimates.map(({ madeById, decidedById: _decider, ...estimate }) => ({
        ...estimate,
        madeBy: nameOf(madeById),
      })),
      events: events.map(({ actorId, ...event }) => ({
        ...event,
        fromState: event.fromState as RepairState | null,
        toState: event.toState as RepairState | null,
        by: event.actorKind === "staff" ? nameOf(actorId) : null,
        details: event.details as Record<string, string | number | boolean | null> | null,
      })),
      next: nextStates(state, isMember ? "member" : "staff"),
    };
  });
}
