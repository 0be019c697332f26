import { and, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { campaignRuns, campaigns, campaignStateChanges, campaignVersions } from "@/db/schema/campaigns";
import { actorId, type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { canUseSegments } from "@/server/segments/access";
import { countSegment } from "@/server/segments/queries/count";
import { canApproveCampaigns, canEditCampaigns, canReadCampaigns, ensure } from "../access";
import { type CampaignDraft, type CampaignState, campaignId as shape, frozenDefinition } from "../input";
import { whatIsMissing } from "../rules/checklist";
import { nextRunAt } from "../rules/timing";
import { newestApproval } from "./approvals";

/**
 * A campaign: its draft and what still keeps it from being published, the version that runs, who did what and when, its last
 * runs and its next one. Throws `not_found`, also for another shop's.
 */
export async function campaignById(ctx: Ctx, input: z.input<typeof shape>) {
  ensure(canReadCampaigns(ctx.actor));
  const { campaignId } = parseInput(shape, input);
  const shop = await tenantOf(ctx);
  const { timeZone } = shop;
  return read(ctx, async (tx) => {
    const own = (table: typeof campaignVersions | typeof campaignStateChanges | typeof campaignRuns) =>
      sql`${table.tenantId} = ${ctx.tenant} and ${table.campaignId} = ${campaignId}`;
    const [row] = await tx
      .select()
      .from(campaigns)
      .where(and(eq(campaigns.tenantId, ctx.tenant), eq(campaigns.id, campaignId)));
    if (!row) throw new DomainError("not_found", "campaigns.not_found");
    const versions = await tx
      .select()
      .from(campaignVersions)
      .where(own(campaignVersions))
      .orderBy(desc(campaignVersions.versionNo))
      .limit(20);
    const changes = await tx
      .select()
      .from(campaignStateChanges)
      .where(own(campaignStateChanges))
      .orderBy(desc(campaignStateChanges.at))
      .limit(50);
    const runs = await tx
      .select()
      .from(campaignRuns)
      .where(own(campaignRuns))
      .orderBy(desc(campaignRuns.dueAt))
      .limit(30);
    const draft = row.draft as CampaignDraft;
    const approval = await newestApproval(tx, ctx.tenant, campaignId);
    const current = versions.find((version) => version.id === row.currentVersionId);
    const definition = current ? frozenDefinition.parse(current.definition) : null;
    return {
      id: row.id,
      name: row.name,
      state: row.state as CampaignState,
      messageClass: row.messageClass as "marketing" | "service",
      priority: row.priority,
      revision: row.draftRevision,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
      archivedAt: row.archivedAt,
      draftSavedBy: row.draftSavedBy,
      draftSavedAt: row.draftSavedAt,
      draft,
      missing: whatIsMissing(draft),
      /** What runs; null before the first launch. */
      current:
        current && definition
          ? { versionId: current.id, versionNo: current.versionNo, publishedAt: current.publishedAt, definition }
          : null,
      versions: versions.map(({ id, versionNo, publishedAt, publishedBy }) => ({
        id,
        versionNo,
        publishedAt,
        publishedBy,
      })),
      changes: changes.map(({ fromState, toState, at, actorKind, actorId }) => ({
        fromState,
        toState,
        at,
        actorKind,
        actorId,
      })),
      runs: runs.map(({ id, runKey, dueAt, startedAt, decidedAt }) => ({ id, runKey, dueAt, startedAt, decidedAt })),
      nextRunAt: definition && row.state === "live" ? nextRunAt(definition.timing, { now: ctx.now, timeZone }) : null,
      /** What was asked of a second person about the draft as it is now; null where nothing was, or it was saved since. */
      approval: approval?.revision === row.draftRevision ? approval : null,
      canEdit: canEditCampaigns(ctx.actor) === null,
      canApprove: canApproveCampaigns(ctx.actor) === null && approval?.requestedBy !== actorId(ctx.actor),
      /** What of the shop's settings a campaign has to do with. */
      place: {
        timeZone,
        quietStartMinutes: shop.quietStartMinutes,
        quietEndMinutes: shop.quietEndMinutes,
        capPerWeek: shop.marketingCapPerWeek,
      },
    };
  });
}

/** Members in the target of the running version, or of the draft before the first launch; null where there is no target yet. */
export async function targetCount(ctx: Ctx, input: z.input<typeof shape>): Promise<number | null> {
  ensure(canReadCampaigns(ctx.actor));
  if (canUseSegments(ctx.actor)) return null;
  const { current, draft } = await campaignById(ctx, input);
  const target = current?.definition.target ?? draft.target;
  return target ? countSegment(ctx, target.rule) : null;
}
