import { countInput, createSegmentInput, sampleInput, segmentId, updateSegmentInput } from "@/server/segments/input";
import { countSegment, sampleSegment } from "@/server/segments/queries/count";
import { namesIn } from "@/server/segments/queries/names";
import { listSegments, segmentById } from "@/server/segments/queries/saved";
import { archiveSegment, createSegment, updateSegment } from "@/server/segments/service";
import { router, staffProcedure } from "../init";

const builder = staffProcedure("owner", "marketer");
const reader = staffProcedure("owner", "marketer", "analyst");

export const segmentsRouter = router({
  list: reader.query(({ ctx }) => listSegments(ctx.goen)),
  byId: reader.input(segmentId).query(({ ctx, input }) => segmentById(ctx.goen, input.id)),
  count: reader.input(countInput).query(({ ctx, input }) => countSegment(ctx.goen, input.rule)),
  sample: builder.input(sampleInput).query(({ ctx, input }) => sampleSegment(ctx.goen, input.rule, input.count)),
  names: reader.input(countInput).query(({ ctx, input }) => namesIn(ctx.goen, input.rule)),
  create: builder.input(createSegmentInput).mutation(({ ctx, input }) => createSegment(ctx.goen, input)),
  update: builder.input(updateSegmentInput).mutation(({ ctx, input }) => updateSegment(ctx.goen, input)),
  archive: builder.input(segmentId).mutation(({ ctx, input }) => archiveSegment(ctx.goen, input)),
});
