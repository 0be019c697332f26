import { and, eq } from "drizzle-orm";
import { campaigns, campaignStateChanges } from "@/db/schema/campaigns";
import { staffAccounts, staffMemberships } from "@/db/schema/tenancy";
import { actorId, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import type { CampaignState } from "../input";
import { isOpen } from "../rules/state";

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

/**
 * The campaign, locked, with the draft that its editor has seen. Throws `refused` (`campaigns.has_ended`), and `conflict`
 * (`campaigns.changed_elsewhere`) with the newest revision, when it was saved and by whom.
 */
export async function lockAtRevision(t: TxCtx, campaignId: string, revision: number): Promise<CampaignRow> {
  const campaign = await lockCampaign(t, campaignId);
  if (!isOpen(campaign.state)) throw new DomainError("refused", "campaigns.has_ended", { state: campaign.state });
  if (campaign.draftRevision !== revision)
    throw new DomainError("conflict", "campaigns.changed_elsewhere", {
      revision: campaign.draftRevision,
      savedAt: (campaign.draftSavedAt ?? campaign.updatedAt).toISOString(),
      savedBy: await nameOf(t, campaign.draftSavedBy),
      isMine: campaign.draftSavedBy !== null && campaign.draftSavedBy === actorId(t.actor),
    });
  return campaign;
}

async function nameOf(t: TxCtx, membershipId: string | null): Promise<string | null> {
  if (!membershipId) return null;
  const [row] = await t.tx
    .select({ name: staffAccounts.name })
    .from(staffMemberships)
    .innerJoin(staffAccounts, eq(staffAccounts.id, staffMemberships.accountId))
    .where(and(eq(staffMemberships.tenantId, t.tenant), eq(staffMemberships.id, membershipId)));
  return row?.name ?? null;
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
