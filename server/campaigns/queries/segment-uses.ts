import { sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import { segmentId, type SegmentNames, type SegmentRule } from "@/server/segments/input";
import { namesIn } from "@/server/segments/queries/names";
import { segmentById } from "@/server/segments/queries/saved";
import { canReadCampaigns, ensure } from "../access";
import type { CampaignState } from "../input";

export interface SegmentUse {
  campaignId: string;
  name: string;
  state: CampaignState;
}

/** Campaigns that may still send whose draft or running version took its target from this saved segment. Throws `not_found`. */
export async function campaignsUsing(ctx: Ctx, id: string): Promise<SegmentUse[]> {
  ensure(canReadCampaigns(ctx.actor));
  const input = parseInput(segmentId, { id });
  await segmentById(ctx, input.id);
  const { rows } = await read(ctx, (tx) =>
    tx.execute<SegmentUse & Record<string, unknown>>(sql`
      select p.id as "campaignId", p.name, p.state from campaigns p
      left join campaign_versions v on v.tenant_id = p.tenant_id and v.id = p.current_version_id
      where p.tenant_id = ${ctx.tenant} and p.state in ('draft', 'live', 'paused') and p.archived_at is null
        and ${input.id} in (p.draft->'target'->>'segmentId', v.definition->'target'->>'segmentId')
      order by p.state = 'live' desc, p.updated_at desc limit 100`),
  );
  return rows;
}

export interface LiveTarget {
  id: string;
  name: string;
  rule: SegmentRule;
}

/** Whom each live campaign aims at, by last change, with the names that the rules point at: one query for all of them. */
export async function liveTargets(ctx: Ctx): Promise<{ rows: LiveTarget[]; names: SegmentNames }> {
  ensure(canReadCampaigns(ctx.actor));
  const { rows } = await read(ctx, (tx) =>
    tx.execute<LiveTarget & Record<string, unknown>>(sql`
      select p.id, p.name, v.definition->'target'->'rule' as rule from campaigns p
      join campaign_versions v on v.tenant_id = p.tenant_id and v.id = p.current_version_id
      where p.tenant_id = ${ctx.tenant} and p.state = 'live' order by p.updated_at desc, p.id limit 20`),
  );
  return { rows, names: await namesIn(ctx, ...rows.map((row) => row.rule)) };
}
