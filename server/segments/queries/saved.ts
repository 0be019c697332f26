import { and, asc, eq, gte, isNull, sql } from "drizzle-orm";
import { segmentCounts, segments } from "@/db/schema/segments";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { canReadSegments } from "../access";
import { segmentId, type SegmentRule } from "../input";
import { namesIn } from "./names";

const columns = {
  id: segments.id,
  name: segments.name,
  description: segments.description,
  revision: segments.revision,
  rule: segments.rule,
  createdAt: segments.createdAt,
  updatedAt: segments.updatedAt,
  updatedBy: segments.updatedBy,
  archivedAt: segments.archivedAt,
};

function authorise(ctx: Ctx): void {
  const reason = canReadSegments(ctx.actor);
  if (reason) throw new DomainError("forbidden", reason);
}

// A stored rule was parsed when it was written.
const typed = <R extends { rule: unknown }>(row: R) => ({ ...row, rule: row.rule as SegmentRule });

/**
 * The shop's saved segments by name, without archived ones, with their newest count (null where they have changed since or have
 * not been counted yet) and the names their rules point at. Throws `forbidden`.
 */
export async function listSegments(ctx: Ctx) {
  authorise(ctx);
  const { tenantId, segmentId: counted, day, members, countedAt } = segmentCounts;
  const rows = await read(ctx, (tx) =>
    tx
      .select({ ...columns, members, countedAt })
      .from(segments)
      // The newest count, if the rule has not changed since.
      .leftJoin(
        segmentCounts,
        and(
          eq(tenantId, segments.tenantId),
          eq(counted, segments.id),
          gte(countedAt, segments.updatedAt),
          sql`${day} = (select max(c.day) from segment_counts c where c.tenant_id = ${segments.tenantId} and c.segment_id = ${segments.id})`,
        ),
      )
      .where(and(eq(segments.tenantId, ctx.tenant), isNull(segments.archivedAt)))
      .orderBy(asc(segments.name), asc(segments.id)),
  );
  const found = rows.map(typed);
  return { rows: found, names: await namesIn(ctx, ...found.map((row) => row.rule)) };
}

/** One saved segment, archived or not, with the names its rule points at. Throws `forbidden`, `not_found` (another shop's too). */
export async function segmentById(ctx: Ctx, id: string) {
  authorise(ctx);
  const input = parseInput(segmentId, { id });
  const [row] = await read(ctx, (tx) =>
    tx
      .select(columns)
      .from(segments)
      .where(and(eq(segments.tenantId, ctx.tenant), eq(segments.id, input.id))),
  );
  if (!row) throw new DomainError("not_found", "segments.not_found");
  const found = typed(row);
  return { ...found, names: await namesIn(ctx, found.rule) };
}
