import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { campaignApprovals, campaigns, campaignSettings } from "@/db/schema/campaigns";
import { staffMemberships } from "@/db/schema/tenancy";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { canApproveCampaigns, canEditCampaigns, canSetApprovalLimit, ensure } from "../access";
import {
  approvalLimitInput,
  campaignDraft,
  decideApprovalInput,
  requestApprovalInput,
  withdrawRequestInput,
} from "../input";
import { approvalLimit, draftOf, personsIn } from "../queries/approvals";
import { type ApprovalState, needsApproval } from "../rules/approval";
import { definitionOf, whatIsMissing } from "../rules/checklist";
import { lockAtRevision } from "./state-row";

const subject = (id: string) => ({ kind: "campaign", id });

/**
 * Puts a finished draft before a second person, who sees it as it is in this revision. Throws `refused` (`campaigns.incomplete`,
 * `campaigns.approval_not_needed`), `conflict` where it was saved meanwhile. Asked again for one that waits: the same.
 */
export async function requestApproval(
  ctx: Ctx,
  input: z.input<typeof requestApprovalInput>,
): Promise<{ approvalId: string; persons: number | null }> {
  ensure(canEditCampaigns(ctx.actor));
  const { campaignId, revision, note } = parseInput(requestApprovalInput, input);
  const by = actorId(ctx.actor);
  if (!by) throw new DomainError("forbidden", "campaigns.edit_role");
  const draft = campaignDraft.parse((await draftOf(ctx, campaignId)).draft);
  const missing = whatIsMissing(draft);
  if (missing) throw new DomainError("refused", "campaigns.incomplete", { field: missing });
  // Counted before anything is locked: it may take seconds. The revision says whether it is still the same draft.
  const persons = await personsIn(ctx, definitionOf(draft)?.target.rule);
  return inTransaction(ctx, async (t) => {
    await lockAtRevision(t, campaignId, revision);
    if (!needsApproval(persons, await approvalLimit(t)))
      throw new DomainError("refused", "campaigns.approval_not_needed");
    const [open] = await t.tx
      .select()
      .from(campaignApprovals)
      .where(
        and(
          eq(campaignApprovals.tenantId, t.tenant),
          eq(campaignApprovals.campaignId, campaignId),
          eq(campaignApprovals.revision, revision),
          inArray(campaignApprovals.state, ["waiting", "approved"]),
        ),
      );
    if (open) return { approvalId: open.id, persons: open.persons };
    const id = newId();
    await t.tx.insert(campaignApprovals).values({
      tenantId: t.tenant,
      id,
      campaignId,
      revision,
      state: "waiting",
      persons,
      requestedBy: by,
      requestedAt: t.now,
      requestNote: note || null,
    });
    await t.tx
      .update(campaigns)
      .set({ updatedAt: t.now })
      .where(and(eq(campaigns.tenantId, t.tenant), eq(campaigns.id, campaignId)));
    await audit(t, {
      action: "campaigns.request_approval",
      subject: subject(campaignId),
      after: { revision, persons, note },
    });
    return { approvalId: id, persons };
  });
}

/**
 * A second person's answer to what waits: it may go out, or it goes back with a comment. Never the one who asked
 * (`forbidden`, `campaigns.own_request`). Throws `conflict` where the draft was saved meanwhile, `refused`
 * (`campaigns.nothing_waits`) where nobody asked; the same answer given again changes nothing.
 */
export async function decideApproval(
  ctx: Ctx,
  input: z.input<typeof decideApprovalInput>,
): Promise<{ state: ApprovalState }> {
  ensure(canApproveCampaigns(ctx.actor));
  const { campaignId, revision, isApproved, note } = parseInput(decideApprovalInput, input);
  const to = isApproved ? "approved" : "sent_back";
  return inTransaction(ctx, async (t) => {
    const campaign = await lockAtRevision(t, campaignId, revision);
    const [asked] = await t.tx
      .select()
      .from(campaignApprovals)
      .where(
        and(
          eq(campaignApprovals.tenantId, t.tenant),
          eq(campaignApprovals.campaignId, campaignId),
          eq(campaignApprovals.revision, campaign.draftRevision),
        ),
      )
      .orderBy(desc(campaignApprovals.requestedAt), desc(campaignApprovals.id))
      .limit(1);
    if (asked && asked.state === to && asked.decidedBy === actorId(t.actor)) return { state: to };
    if (asked?.state !== "waiting") throw new DomainError("refused", "campaigns.nothing_waits");
    if (await isSamePerson(t, asked.requestedBy)) throw new DomainError("forbidden", "campaigns.own_request");
    await t.tx
      .update(campaignApprovals)
      .set({ state: to, decidedBy: actorId(t.actor), decidedAt: t.now, decisionNote: note || null })
      .where(and(eq(campaignApprovals.tenantId, t.tenant), eq(campaignApprovals.id, asked.id)));
    await t.tx
      .update(campaigns)
      .set({ updatedAt: t.now })
      .where(and(eq(campaigns.tenantId, t.tenant), eq(campaigns.id, campaignId)));
    await audit(t, {
      action: isApproved ? "campaigns.approve" : "campaigns.send_back",
      subject: subject(campaignId),
      after: { revision, note },
    });
    return { state: to };
  });
}

/**
 * Takes back what one has asked oneself, as long as nobody has answered; the draft stays as it is. Throws `refused`
 * (`campaigns.nothing_waits`) where it was answered or never asked, `forbidden` (`campaigns.others_request`) for a colleague's.
 * Again: no change.
 */
export async function withdrawRequest(
  ctx: Ctx,
  input: z.input<typeof withdrawRequestInput>,
): Promise<{ state: ApprovalState }> {
  ensure(canEditCampaigns(ctx.actor));
  const { campaignId, revision } = parseInput(withdrawRequestInput, input);
  return inTransaction(ctx, async (t) => {
    await lockAtRevision(t, campaignId, revision);
    const [asked] = await t.tx
      .select()
      .from(campaignApprovals)
      .where(
        and(
          eq(campaignApprovals.tenantId, t.tenant),
          eq(campaignApprovals.campaignId, campaignId),
          eq(campaignApprovals.revision, revision),
        ),
      )
      .orderBy(desc(campaignApprovals.requestedAt), desc(campaignApprovals.id))
      .limit(1);
    if (!asked) throw new DomainError("refused", "campaigns.nothing_waits");
    if (!(await isSamePerson(t, asked.requestedBy))) throw new DomainError("forbidden", "campaigns.others_request");
    if (asked.state === "withdrawn") return { state: "withdrawn" };
    if (asked.state !== "waiting") throw new DomainError("refused", "campaigns.nothing_waits");
    await t.tx
      .update(campaignApprovals)
      .set({ state: "withdrawn", decidedBy: actorId(t.actor), decidedAt: t.now })
      .where(and(eq(campaignApprovals.tenantId, t.tenant), eq(campaignApprovals.id, asked.id)));
    await t.tx
      .update(campaigns)
      .set({ updatedAt: t.now })
      .where(and(eq(campaigns.tenantId, t.tenant), eq(campaigns.id, campaignId)));
    await audit(t, { action: "campaigns.withdraw_request", subject: subject(campaignId), after: { revision } });
    return { state: "withdrawn" };
  });
}

/** By account, not by membership: whoever was removed and invited again is the same person. */
async function isSamePerson(t: TxCtx, membershipId: string): Promise<boolean> {
  if (t.actor.kind !== "staff") return false;
  if (t.actor.id === membershipId) return true;
  const [row] = await t.tx
    .select({ accountId: staffMemberships.accountId })
    .from(staffMemberships)
    .where(and(eq(staffMemberships.tenantId, t.tenant), eq(staffMemberships.id, membershipId)));
  return row?.accountId === t.actor.accountId;
}

/** Settles from which size of target on a second person is asked; null = never. For owners. */
export async function setApprovalLimit(ctx: Ctx, input: z.input<typeof approvalLimitInput>): Promise<void> {
  ensure(canSetApprovalLimit(ctx.actor));
  const { approvalAbove } = parseInput(approvalLimitInput, input);
  await inTransaction(ctx, async (t) => {
    const before = await approvalLimit(t);
    await t.tx
      .insert(campaignSettings)
      .values({ tenantId: t.tenant, approvalAbove, updatedAt: t.now })
      .onConflictDoUpdate({
        target: campaignSettings.tenantId,
        set: { approvalAbove: sql`excluded.approval_above`, updatedAt: t.now },
      });
    await audit(t, {
      action: "campaigns.set_approval_limit",
      subject: { kind: "campaign_settings", id: null },
      before: { approvalAbove: before },
      after: { approvalAbove },
    });
  });
}
