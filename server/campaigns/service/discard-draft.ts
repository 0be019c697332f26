import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { campaignApprovals, campaigns, campaignVersions } from "@/db/schema/campaigns";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import { canEditCampaigns, ensure } from "../access";
import { discardDraftInput, frozenDefinition } from "../input";
import { lockAtRevision } from "./state-row";

/**
 * Throws away what was never published. A campaign that was launched goes back to the version that runs, in a new revision,
 * which voids what was approved; one that never was is gone for good. Throws `conflict` (`campaigns.changed_elsewhere`) where
 * somebody has saved meanwhile: what they wrote is not thrown away unseen.
 */
export async function discardDraft(
  ctx: Ctx,
  input: z.input<typeof discardDraftInput>,
): Promise<{ isDeleted: boolean; revision: number | null }> {
  ensure(canEditCampaigns(ctx.actor));
  const { campaignId, revision } = parseInput(discardDraftInput, input);
  return inTransaction(ctx, async (t) => {
    const campaign = await lockAtRevision(t, campaignId, revision);
    const { name, messageClass, priority, draft } = campaign;
    const subject = { kind: "campaign", id: campaignId };
    const before = { name, messageClass, priority, draft };
    const itself = and(eq(campaigns.tenantId, t.tenant), eq(campaigns.id, campaignId));
    if (campaign.currentVersionId === null) {
      await t.tx
        .delete(campaignApprovals)
        .where(and(eq(campaignApprovals.tenantId, t.tenant), eq(campaignApprovals.campaignId, campaignId)));
      await t.tx.delete(campaigns).where(itself);
      await audit(t, { action: "campaigns.delete_draft", subject, before });
      return { isDeleted: true, revision: null };
    }
    const [version] = await t.tx
      .select({ definition: campaignVersions.definition })
      .from(campaignVersions)
      .where(and(eq(campaignVersions.tenantId, t.tenant), eq(campaignVersions.id, campaign.currentVersionId)));
    const {
      contentId: _,
      messageClass: liveClass,
      priority: livePriority,
      ...definition
    } = frozenDefinition.parse(version?.definition);
    const live = { messageClass: liveClass, priority: livePriority, draft: definition };
    await t.tx
      .update(campaigns)
      .set({
        ...live,
        draftRevision: revision + 1,
        draftSavedBy: actorId(t.actor),
        draftSavedAt: t.now,
        updatedAt: t.now,
      })
      .where(itself);
    await audit(t, { action: "campaigns.discard_draft", subject, before, after: { name, ...live } });
    return { isDeleted: false, revision: revision + 1 };
  });
}
