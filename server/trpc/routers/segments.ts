import { campaignsUsing, liveTargets } from "@/server/campaigns/queries/segment-uses";
import { retireSegment } from "@/server/campaigns/service/retire-segment";
import { countInput, createSegmentInput, sampleInput, segmentId, updateSegmentInput } from "@/server/segments/input";
import { countSegment, reachOfSegment, sampleSegment } from "@/server/segments/queries/count";
import { segmentHistory } from "@/server/segments/queries/history";
import { namesIn } from "@/server/segments/queries/names";
import { listSegments, segmentById } from "@/server/segments/queries/saved";
import { createSegment, duplicateSegment, updateSegment } from "@/server/segments/service/edit-segment";
import { router, staffProcedure } from "../init";

const builder = staffProcedure("owner", "marketer");
const reader = staffProcedure("owner", "marketer", "analyst");

export const segmentsRouter = router({
  list: reader.query(({ ctx }) => listSegments(ctx.goen)),
  byId: reader.input(segmentId).query(({ ctx, input }) => segmentById(ctx.goen, input.id)),
  count: reader.input(countInput).query(({ ctx, input }) => countSegment(ctx.goen, input.rule)),
  /** How many, and how many of them mail would reach. */
  reach: reader.input(countInput).query(({ ctx, input }) => reachOfSegment(ctx.goen, input.rule)),
  history: reader.input(segmentId).query(({ ctx, input }) => segmentHistory(ctx.goen, input.id)),
  usedBy: reader.input(segmentId).query(({ ctx, input }) => campaignsUsing(ctx.goen, input.id)),
  liveTargets: reader.query(({ ctx }) => liveTargets(ctx.goen)),
  sample: builder.input(sampleInput).query(({ ctx, input }) => sampleSegment(ctx.goen, input.rule, input.count)),
  names: reader.input(countInput).query(({ ctx, input }) => namesIn(ctx.goen, input.rule)),
  create: builder.input(createSegmentInput).mutation(({ ctx, input }) => createSegment(ctx.goen, input)),
  update: builder.input(updateSegmentInput).mutation(({ ctx, input }) => updateSegment(ctx.goen, input)),
  duplicate: builder.input(segmentId).mutation(({ ctx, input }) => duplicateSegment(ctx.goen, input)),
  archive: builder.input(segmentId).mutation(({ ctx, input }) => retireSegment(ctx.goen, input)),
});
