import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { earnParts, earnPromises } from "@/db/schema/earning";
import { type Ctx, read } from "@/server/kernel/ctx";
import { canSeeWhy, forbidUnless } from "../access";
import type { PartInputs, PartKind } from "../rules/evaluate";
import type { LinePoints } from "../rules/amounts";

export interface WhyPart {
  causeId: string;
  kind: PartKind;
  /** The rule's name as it was; empty for the base rate. */
  label: string;
  ruleId: string | null;
  version: number | null;
  points: number;
  takenBack: number;
  perLine: LinePoints[];
  inputs: PartInputs;
  availableAt: Date;
  expiresAt: Date;
}

/** Why purchases (or occasions) of a member earned what they earned, as stored: rule by rule, line by line. Throws `forbidden`. */
export async function whyOf(ctx: Ctx, memberId: string, causeIds: readonly string[]): Promise<WhyPart[]> {
  forbidUnless(canSeeWhy(ctx.actor, memberId));
  if (causeIds.length === 0) return [];
  const rows = await read(ctx, (tx) =>
    tx
      .select()
      .from(earnParts)
      .where(
        and(
          eq(earnParts.tenantId, ctx.tenant),
          eq(earnParts.memberId, memberId),
          inArray(earnParts.causeId, [...causeIds]),
        ),
      )
      .orderBy(asc(earnParts.causeId), asc(earnParts.partNo)),
  );
  return rows.map((row) => ({
    causeId: row.causeId,
    kind: row.kind as PartKind,
    label: row.label,
    ruleId: row.ruleId,
    version: row.version,
    points: row.points,
    takenBack: row.takenBack,
    perLine: row.perLine as LinePoints[],
    inputs: row.inputs as PartInputs,
    availableAt: row.availableAt,
    expiresAt: row.expiresAt,
  }));
}

/** What a member was promised until a friend's first purchase. Throws `forbidden`. */
export async function promisesOf(ctx: Ctx, memberId: string) {
  forbidUnless(canSeeWhy(ctx.actor, memberId));
  return read(ctx, (tx) =>
    tx
      .select({
        occasion: earnPromises.occasion,
        label: earnPromises.label,
        points: earnPromises.points,
        promisedAt: earnPromises.createdAt,
      })
      .from(earnPromises)
      .where(
        and(
          eq(earnPromises.tenantId, ctx.tenant),
          eq(earnPromises.memberId, memberId),
          isNull(earnPromises.keptAt),
          isNull(earnPromises.lapsedAt),
        ),
      )
      .orderBy(desc(earnPromises.createdAt)),
  );
}

/** Everything the module holds of a person, for the export of everything. */
export async function earningHeldOf(ctx: Ctx, memberId: string) {
  const parts = await read(ctx, (tx) =>
    tx
      .select({
        occurredAt: earnParts.occurredAt,
        rule: earnParts.label,
        kind: earnParts.kind,
        points: earnParts.points,
        takenBack: earnParts.takenBack,
        causeId: earnParts.causeId,
      })
      .from(earnParts)
      .where(and(eq(earnParts.tenantId, ctx.tenant), eq(earnParts.memberId, memberId)))
      .orderBy(desc(earnParts.occurredAt)),
  );
  return { parts, promises: await promisesOf(ctx, memberId) };
}
