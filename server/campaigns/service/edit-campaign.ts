import { and, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { campaigns, campaignVersions } from "@/db/schema/campaigns";
import { freezeContent } from "@/server/contents/service";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { canEditCampaigns, canPublishAsService, ensure } from "../access";
import {
  campaignDefinition,
  type CampaignDefinition,
  campaignDraft,
  cloneInput,
  createCampaignInput,
  frozenDefinition,
  publishInput,
  saveDraftInput,
} from "../input";
import { whatIsMissing } from "../rules/checklist";
import { isOpen, nextState } from "../rules/state";
import { type CampaignRow, changeState, lockCampaign } from "./state-row";

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
      createdAt: t.now,
      updatedAt: t.now,
    });
    await audit(t, { action: "campaigns.create", subject: subject(id), after: { name, messageClass, priority } });
    return { campaignId: id };
  });
}

/**
 * Saves the draft over the revision the editor began from, and returns the new one. Throws `conflict`
 * (`campaigns.changed_elsewhere`, with the newest revision and when) where another tab or person has saved meanwhile.
 */
export async function saveDraft(ctx: Ctx, input: z.input<typeof saveDraftInput>): Promise<{ revision: number }> {
  ensure(canEditCampaigns(ctx.actor));
  const { campaignId, revision, ...rest } = parseInput(saveDraftInput, input);
  return inTransaction(ctx, async (t) => {
    const campaign = await lockAtRevision(t, campaignId, revision);
    await t.tx
      .update(campaigns)
      .set({ ...rest, draftRevision: revision + 1, updatedAt: t.now })
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
 * same draft published again is the version that stands. Throws `refused` (`campaigns.incomplete`) naming what is missing.
 */
export async function publishCampaign(
  ctx: Ctx,
  input: z.input<typeof publishInput>,
): Promise<{ versionId: string; versionNo: number }> {
  ensure(canEditCampaigns(ctx.actor));
  const { campaignId, revision } = parseInput(publishInput, input);
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
    const version = { id: newId(), versionNo: (newest?.version_no ?? 0) + 1 };
    await t.tx.insert(campaignVersions).values({
      tenantId: t.tenant,
      ...version,
      campaignId,
      definition: frozen,
      publishedAt: t.now,
      publishedBy: actorId(t.actor),
    });
    await t.tx
      .update(campaigns)
      .set({ currentVersionId: version.id, updatedAt: t.now })
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

async function lockAtRevision(t: TxCtx, campaignId: string, revision: number): Promise<CampaignRow> {
  const campaign = await lockCampaign(t, campaignId);
  if (!isOpen(campaign.state)) throw new DomainError("refused", "campaigns.has_ended", { state: campaign.state });
  if (campaign.draftRevision !== revision)
    throw new DomainError("conflict", "campaigns.changed_elsewhere", {
      revision: campaign.draftRevision,
      savedAt: campaign.updatedAt.toISOString(),
    });
  return campaign;
}

function wholeDefinition(campaign: CampaignRow): CampaignDefinition {
  const missing = whatIsMissing(campaignDraft.parse(campaign.draft));
  if (missing) throw new DomainError("refused", "campaigns.incomplete", { field: missing });
  return campaignDefinition.parse(campaign.draft);
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
