import type { z } from "zod";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { segmentId } from "@/server/segments/input";
import { archiveSegment } from "@/server/segments/service/edit-segment";
import { canEditCampaigns, ensure } from "../access";
import { campaignsUsing } from "../queries/segment-uses";

/**
 * Archives a saved segment that no campaign needs any more. Throws as `archiveSegment`, and `refused` (`segments.in_use`, with
 * how many campaigns use it and the name of one). It stands here because segments know nothing of campaigns.
 */
export async function retireSegment(ctx: Ctx, input: z.input<typeof segmentId>): Promise<void> {
  ensure(canEditCampaigns(ctx.actor));
  return inTransaction(ctx, async (t) => {
    const uses = await campaignsUsing(t, input.id);
    if (uses[0]) throw new DomainError("refused", "segments.in_use", { campaigns: uses.length, name: uses[0].name });
    await archiveSegment(t, input);
  });
}
