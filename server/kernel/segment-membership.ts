import { type Ctx, systemCtx } from "./ctx";

type Ask = (ctx: Ctx, segmentId: string, memberId: string) => Promise<boolean>;
let ask: Ask | null = null;

/** Called once, by the list of modules (server/jobs/registry.ts): a module to the left of segments cannot import them. */
export function knowSegments(known: Ask): void {
  ask = known;
}

/** Whether a member is in a saved segment now; asked by the product itself, whoever acts. False where no segments are known. */
export const isInSegment = async (ctx: Ctx, segmentId: string, memberId: string): Promise<boolean> =>
  ask !== null && ask(systemCtx(ctx.tenant, "segment-membership", ctx.db, ctx.now, ctx.requestId), segmentId, memberId);
