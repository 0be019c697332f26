import { and, desc, eq, ilike, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { campaignRuns, campaigns, campaignStateChanges, campaignVersions } from "@/db/schema/campaigns";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { canUseSegments } from "@/server/segments/access";
import { countSegment } from "@/server/segments/queries/count";
import { canEditCampaigns, canReadCampaigns, ensure } from "../access";
import { type CampaignDraft, type CampaignState, campaignId as shape, frozenDefinition, listInput } from "../input";
import { whatIsMissing } from "../rules/checklist";
import { nextRunAt } from "../rules/timing";

/** Campaigns by last change, newest first, with what the list shows of each; `cursor` continues. */
export async function listCampaigns(ctx: Ctx, input: z.input<typeof listInput>) {
  ensure(canReadCampaigns(ctx.actor));
  const { q, state, cursor, limit } = parseInput(listInput, input);
  const wanted: (SQL | undefined)[] = [
    eq(campaigns.tenantId, ctx.tenant),
    q ? ilike(campaigns.name, `%${q.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
    state ? eq(campaigns.state, state) : undefined,
    cursor
      ? sql`(${campaigns.updatedAt}, ${campaigns.id}) < (${cursor.updatedAt}::timestamptz, ${cursor.id}::uuid)`
      : undefined,
  ];
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        id: campaigns.id,
        name: campaigns.name,
        state: sql<CampaignState>`${campaigns.state}`,
        messageClass: sql<"marketing" | "service">`${campaigns.messageClass}`,
        priority: campaigns.priority,
        updatedAt: campaigns.updatedAt,
        timingKind: sql<string | null>`${campaigns.draft}->'timing'->>'kind'`,
        lastRunAt: sql<string | null>`(select max(r.started_at) from campaign_runs r
          where r.tenant_id = ${campaigns.tenantId} and r.campaign_id = ${campaigns.id})`,
      })
      .from(campaigns)
      .where(and(...wanted))
      .orderBy(desc(campaigns.updatedAt), desc(campaigns.id))
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => ({ ...row, lastRunAt: row.lastRunAt === null ? null : new Date(row.lastRunAt) })),
    cursor: rows.length > limit && last ? { updatedAt: last.updatedAt.toISOString(), id: last.id } : null,
  };
}

/**
 * A campaign: its draft and what still keeps it from being published, the version that runs, who did what and when, its last
 * runs and its next one. Throws `not_found`, also for another shop's.
 */
export async function campaignById(ctx: Ctx, input: z.input<typeof shape>) {
  ensure(canReadCampaigns(ctx.actor));
  const { campaignId } = parseInput(shape, input);
  const { timeZone } = await tenantOf(ctx);
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
      canEdit: canEditCampaigns(ctx.actor) === null,
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
