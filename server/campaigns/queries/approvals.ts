import { and, desc, eq } from "drizzle-orm";
import { campaignApprovals, campaigns, campaignSettings } from "@/db/schema/campaigns";
import { type Ctx, read } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { countSegment } from "@/server/segments/queries/count";
import { canReadCampaigns, canSetApprovalLimit, ensure } from "../access";
import { type ApprovalState, proposedApprovalAbove } from "../rules/approval";

/** Members in a target above which a second person approves; null = never. */
export async function approvalLimit(ctx: Ctx): Promise<number | null> {
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ approvalAbove: campaignSettings.approvalAbove })
      .from(campaignSettings)
      .where(eq(campaignSettings.tenantId, ctx.tenant)),
  );
  return row ? row.approvalAbove : proposedApprovalAbove;
}

/** Members in a target; null where counting took too long, which is an answer too: it is large. */
export async function personsIn(ctx: Ctx, rule: unknown): Promise<number | null> {
  try {
    return await countSegment(ctx, rule);
  } catch (error) {
    if (isDomainError(error) && error.reason === "segments.too_slow") return null;
    throw error;
  }
}

/** The shop's limit, and whether the one who asks may change it. */
export async function approvalSettings(ctx: Ctx) {
  ensure(canReadCampaigns(ctx.actor));
  return { approvalAbove: await approvalLimit(ctx), canChange: canSetApprovalLimit(ctx.actor) === null };
}

/** A campaign's draft and its revision, as they stand. Throws `not_found`. */
export async function draftOf(ctx: Ctx, campaignId: string) {
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ draft: campaigns.draft, revision: campaigns.draftRevision, messageClass: campaigns.messageClass })
      .from(campaigns)
      .where(and(eq(campaigns.tenantId, ctx.tenant), eq(campaigns.id, campaignId))),
  );
  if (!row) throw new DomainError("not_found", "campaigns.not_found");
  return row;
}

export interface ApprovalView {
  id: string;
  revision: number;
  state: ApprovalState;
  persons: number | null;
  requestedBy: string;
  requestedAt: Date;
  requestNote: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionNote: string | null;
}

/** The newest thing that was asked about a campaign, whichever revision it was about; null when nothing ever was. */
export async function newestApproval(tx: Tx, tenant: string, campaignId: string): Promise<ApprovalView | null> {
  const [row] = await tx
    .select()
    .from(campaignApprovals)
    .where(and(eq(campaignApprovals.tenantId, tenant), eq(campaignApprovals.campaignId, campaignId)))
    .orderBy(desc(campaignApprovals.requestedAt), desc(campaignApprovals.id))
    .limit(1);
  if (!row) return null;
  const { tenantId: _, campaignId: __, ...view } = row;
  return { ...view, state: row.state as ApprovalState };
}
