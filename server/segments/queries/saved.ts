import { and, asc, eq, isNull } from "drizzle-orm";
import { segments } from "@/db/schema/segments";
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

/** The shop's saved segments by name, without archived ones, with the names their rules point at. Throws `forbidden`. */
export async function listSegments(ctx: Ctx) {
  authorise(ctx);
  const rows = await read(ctx, (tx) =>
    tx
      .select(columns)
      .from(segments)
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
