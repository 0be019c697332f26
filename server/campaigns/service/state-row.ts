import { and, eq } from "drizzle-orm";
import { campaigns, campaignStateChanges } from "@/db/schema/campaigns";
import { actorId, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import type { CampaignState } from "../input";

export type CampaignRow = Omit<typeof campaigns.$inferSelect, "state"> & { state: CampaignState };

/** The campaign, locked until the transaction ends: its state cannot change under us. Throws `not_found`. */
export async function lockCampaign(t: TxCtx, campaignId: string): Promise<CampaignRow> {
  const [row] = await t.tx
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.tenantId, t.tenant), eq(campaigns.id, campaignId)))
    .for("update");
  if (!row) throw new DomainError("not_found", "campaigns.not_found");
  return { ...row, state: row.state as CampaignState };
}

/** Writes a state and the row that says who changed it and when. */
export async function changeState(t: TxCtx, campaignId: string, from: CampaignState, to: CampaignState): Promise<void> {
  await t.tx
    .update(campaigns)
    .set({ state: to, updatedAt: t.now })
    .where(and(eq(campaigns.tenantId, t.tenant), eq(campaigns.id, campaignId)));
  await t.tx.insert(campaignStateChanges).values({
    tenantId: t.tenant,
    id: newId(),
    campaignId,
    fromState: from,
    toState: to,
    at: t.now,
    actorKind: t.actor.kind,
    actorId: actorId(t.actor),
  });
}
