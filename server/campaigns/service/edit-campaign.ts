import { and, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { campaignApprovals, campaigns, campaignVersions } from "@/db/schema/campaigns";
import { freezeContent } from "@/server/contents/service";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { canEditCampaigns, canLaunchCampaigns, canPublishAsService, ensure } from "../access";
import {
  archiveInput,
  type CampaignDefinition,
  campaignDraft,
  cloneInput,
  createCampaignInput,
  frozenDefinition,
  publishInput,
  saveDraftInput,
} from "../input";
import { definitionOf, whatIsMissing } from "../rules/checklist";
import { approvalLimit, draftOf, personsIn } from "../queries/approvals";
import { needsApproval } from "../rules/approval";
import { nextState } from "../rules/state";
import { type CampaignRow, changeState, lockAtRevision, lockCampaign } from "./state-row";

const subject = (id: string) => ({ kind: "campaign", id });

/** Makes a campaign with a draft, empty unless given. Returns its id. */
export async function createCampaign(
  ctx: Ctx,
  input: z.input<typeof createCampaignInput>,
): Promise<{ campaignId: string }> {
  ensure(canEditCampaigns(ctx.actor));
  const { name, messageClass, priority, draft } = parseInput(createCampaignInput, input);
  const id = newId();
  return inTransaction(ctx, async (t) => {
    await t.tx.insert(campaigns).values({
      tenantId: t.tenant,
      id,
      name,
      messageClass,
      state: "draft",
      priority,
      draft,
      draftSavedBy: actorId(t.actor),
      draftSavedAt: t.now,
      createdAt: t.now,
      updatedAt: t.now,
    });
    await audit(t, { action: "campaigns.create", subject: subject(id), after: { name, messageClass, priority } });
    return { campaignId: id };
  });
}

/**
 * Saves the draft over the revision the editor began from, and returns the new one. Throws `conflict`
 * (`campaigns.changed_elsewhere`, with the newest revision, when and by whom) where another tab or person has saved meanwhile.
 * What was approved was another revision, so saving voids it.
 */
export async function saveDraft(ctx: Ctx, input: z.input<typeof saveDraftInput>): Promise<{ revision: number }> {
  ensure(canEditCampaigns(ctx.actor));
  const { campaignId, revision, ...rest } = parseInput(saveDraftInput, input);
  return inTransaction(ctx, async (t) => {
    const campaign = await lockAtRevision(t, campaignId, revision);
    await t.tx
      .update(campaigns)
      .set({
        ...rest,
        draftRevision: revision + 1,
        draftSavedBy: actorId(t.actor),
        draftSavedAt: t.now,
        updatedAt: t.now,
      })
      .where(and(eq(campaigns.tenantId, t.tenant), eq(campaigns.id, campaignId)));
    await audit(t, {
      action: "campaigns.save_draft",
      subject: subject(campaignId),
      before: {
        name: campaign.name,
        messageClass: campaign.messageClass,
        priority: campaign.priority,
        draft: campaign.draft,
      },
      after: rest,
    });
    return { revision: revision + 1 };
  });
}

/**
 * Freezes the draft as an immutable version, which runs from now on; a draft goes live, a paused campaign stays paused. The
 * same draft published again is the version that stands. Throws `refused`: `campaigns.incomplete` naming what is missing,
 * `campaigns.approval_needed` where the target is larger than one person may let out and nobody else has approved this draft.
 */
export async function publishCampaign(
  ctx: Ctx,
  input: z.input<typeof publishInput>,
): Promise<{ versionId: string; versionNo: number }> {
  ensure(canLaunchCampaigns(ctx.actor));
  const { campaignId, revision } = parseInput(publishInput, input);
  const size = await sizeToApprove(ctx, campaignId, revision);
  return inTransaction(ctx, async (t) => {
    const campaign = await lockAtRevision(t, campaignId, revision);
    if (campaign.messageClass === "service") ensure(canPublishAsService(t.actor));
    const definition = wholeDefinition(campaign);
    const contentId = await freezeContent(t, {
      template: definition.contents.template,
      definition: {
        texts: definition.contents.texts,
        showPoints: definition.offer.showPoints,
        itemCount: definition.offer.recommendations,
      },
    });
    const frozen = frozenDefinition.parse({
      ...definition,
      messageClass: campaign.messageClass,
      priority: campaign.priority,
      contentId,
    });
    const newest = await newestVersion(t, campaignId, frozen);
    if (newest?.is_same) return { versionId: newest.id, versionNo: newest.version_no };
    const approvalId = size && (await approvalOf(t, campaignId, revision, size));
    const version = { id: newId(), versionNo: (newest?.version_no ?? 0) + 1 };
    await t.tx.insert(campaignVersions).values({
      tenantId: t.tenant,
      ...version,
      campaignId,
      definition: frozen,
      publishedAt: t.now,
      publishedBy: actorId(t.actor),
      approvalId,
    });
    await t.tx
      .update(campaigns)
      .set({ currentVersionId: version.id, archivedAt: null, updatedAt: t.now })
      .where(and(eq(campaigns.tenantId, t.tenant), eq(campaigns.id, campaignId)));
    const to = nextState(campaign.state, "launch");
    if (to) await changeState(t, campaignId, campaign.state, to);
    await audit(t, { action: "campaigns.publish", subject: subject(campaignId), after: version });
    return { versionId: version.id, versionNo: version.versionNo };
  });
}

/** Copies a campaign's draft into a new one, whatever the state of the first. Returns the new id. */
export async function cloneCampaign(ctx: Ctx, input: z.input<typeof cloneInput>): Promise<{ campaignId: string }> {
  ensure(canEditCampaigns(ctx.actor));
  const { campaignId, name } = parseInput(cloneInput, input);
  return inTransaction(ctx, async (t) => {
    const from = await lockCampaign(t, campaignId);
    return createCampaign(t, {
      name: name ?? [...`${from.name} (2)`].slice(0, 80).join(""),
      messageClass: from.messageClass as "marketing" | "service",
      priority: from.priority,
      draft: campaignDraft.parse(from.draft),
    });
  });
}

/**
 * Takes a draft, or a campaign that has come to its end, out of the lists, or puts it back; its results stay either way. Throws
 * `refused` for one that runs or is paused. Again: no change.
 */
export async function archiveCampaign(
  ctx: Ctx,
  input: z.input<typeof archiveInput>,
): Promise<{ archivedAt: Date | null }> {
  ensure(canEditCampaigns(ctx.actor));
  const { campaignId, isArchived } = parseInput(archiveInput, input);
  return inTransaction(ctx, async (t) => {
    const { state, archivedAt } = await lockCampaign(t, campaignId);
    if (isArchived === (archivedAt !== null)) return { archivedAt };
    if (isArchived && (state === "live" || state === "paused"))
      throw new DomainError("refused", "campaigns.not_in_this_state", { state, transition: "archive" });
    const to = isArchived ? t.now : null;
    await t.tx
      .update(campaigns)
      .set({ archivedAt: to, updatedAt: t.now })
      .where(and(eq(campaigns.tenantId, t.tenant), eq(campaigns.id, campaignId)));
    await audit(t, {
      action: isArchived ? "campaigns.archive" : "campaigns.unarchive",
      subject: subject(campaignId),
    });
    return { archivedAt: to };
  });
}

/**
 * How many persons a second one must have agreed to, as far as one is needed at all. Counted before the campaign is locked, since
 * it may take seconds; the revision says whether the draft is still the same.
 */
async function sizeToApprove(
  ctx: Ctx,
  campaignId: string,
  revision: number,
): Promise<{ persons: number | null; above: number } | null> {
  const above = await approvalLimit(ctx);
  // The product itself publishes only what ships with it.
  if (above === null || ctx.actor.kind === "system") return null;
  const counted = await draftOf(ctx, campaignId);
  // Another draft than the one to publish was read: its size says nothing.
  if (counted.revision !== revision) return { persons: null, above };
  const definition = definitionOf(campaignDraft.parse(counted.draft));
  const persons = definition && (await personsIn(ctx, definition.target.rule));
  return definition && needsApproval(persons, above) ? { persons, above } : null;
}

async function approvalOf(
  t: TxCtx,
  campaignId: string,
  revision: number,
  size: { persons: number | null; above: number },
): Promise<string> {
  const [approved] = await t.tx
    .select({ id: campaignApprovals.id })
    .from(campaignApprovals)
    .where(
      and(
        eq(campaignApprovals.tenantId, t.tenant),
        eq(campaignApprovals.campaignId, campaignId),
        eq(campaignApprovals.revision, revision),
        eq(campaignApprovals.state, "approved"),
      ),
    );
  if (!approved)
    throw new DomainError("refused", "campaigns.approval_needed", { persons: size.persons, above: size.above });
  return approved.id;
}

function wholeDefinition(campaign: CampaignRow): CampaignDefinition {
  const draft = campaignDraft.parse(campaign.draft);
  const definition = definitionOf(draft);
  if (!definition) throw new DomainError("refused", "campaigns.incomplete", { field: whatIsMissing(draft) });
  return definition;
}

/** jsonb equality: key order and spacing do not make another version. */
async function newestVersion(t: TxCtx, campaignId: string, frozen: unknown) {
  const [row] = await t.tx
    .select({
      id: campaignVersions.id,
      version_no: campaignVersions.versionNo,
      is_same: sql<boolean>`${campaignVersions.definition} = ${JSON.stringify(frozen)}::jsonb`,
    })
    .from(campaignVersions)
    .where(and(eq(campaignVersions.tenantId, t.tenant), eq(campaignVersions.campaignId, campaignId)))
    .orderBy(desc(campaignVersions.versionNo))
    .limit(1);
  return row;
}
