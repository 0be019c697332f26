import { type Ctx, systemCtx } from "./ctx";
import { DomainError } from "./errors";

interface Segments {
  /** Throws `not_found` for a segment that the shop does not have. */
  demand: (ctx: Ctx, segmentId: string) => Promise<unknown>;
  has: (ctx: Ctx, segmentId: string, memberId: string) => Promise<boolean>;
}
let segments: Segments | null = null;

/** Called once, by the list of modules (server/jobs/registry.ts): a module to the left of segments cannot import them. */
export function knowSegments(known: Segments): void {
  segments = known;
}

const asked = (ctx: Ctx) => systemCtx(ctx.tenant, "segment-membership", ctx.db, ctx.now, ctx.requestId);

/** Throws `not_found` for a segment that the shop does not have. */
export async function demandSegment(ctx: Ctx, segmentId: string): Promise<void> {
  if (!segments) throw new DomainError("not_found", "segments.not_found");
  await segments.demand(asked(ctx), segmentId);
}

/** Whether a member is in a saved segment now; asked by the product itself, whoever acts. False for a segment that has gone or cannot be asked. */
export async function isInSegment(ctx: Ctx, segmentId: string, memberId: string): Promise<boolean> {
  try {
    return (await segments?.has(asked(ctx), segmentId, memberId)) ?? false;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
