import { type SQL, sql } from "drizzle-orm";
import { inTransaction, type Ctx, type TxCtx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { compileSegment } from "@/server/segments/queries/compile";
import type { CampaignTiming, FrozenDefinition } from "../input";
import { dueRun, type DueRun, factDays } from "../rules/timing";
import { factRows } from "./fact-sources";

export interface LiveVersion {
  campaignId: string;
  versionId: string;
  publishedAt: Date;
  definition: FrozenDefinition;
}

/**
 * Fires a version's timing if it is due and nobody has: the run's row, and one INSERT .. SELECT of everyone it finds, in one
 * transaction. Two workers meet at the run's unique key: the second waits for the first and then finds nothing to do.
 * Returns how many candidates came, or null where nothing was due.
 */
export async function extractIfDue(ctx: Ctx, version: LiveVersion, timeZone: string): Promise<number | null> {
  const run = dueRun(version.definition.timing, { now: ctx.now, publishedAt: version.publishedAt, timeZone });
  if (!run) return null;
  return inTransaction(ctx, async (t) => {
    if (!(await isStillLive(t, version))) return null;
    const runId = newId();
    const earlier = await t.tx.execute<{ n: number }>(sql`select 1 as n from campaign_runs
      where tenant_id = ${t.tenant} and campaign_id = ${version.campaignId} limit 1`);
    const mine = await t.tx.execute(sql`
      insert into campaign_runs (tenant_id, id, campaign_id, campaign_version_id, run_key, due_at, started_at, extracted_at)
      values (${t.tenant}, ${runId}, ${version.campaignId}, ${version.versionId}, ${run.runKey}, ${run.dueAt.toISOString()},
        ${t.now.toISOString()}, ${t.now.toISOString()})
      on conflict (tenant_id, campaign_version_id, run_key) do nothing`);
    if (mine.rowCount === 0) return null;
    const earlierVersions = await t.tx.execute<{ id: string }>(sql`select id from campaign_versions
      where tenant_id = ${t.tenant} and campaign_id = ${version.campaignId} and id <> ${version.versionId}`);
    const earlierVersionIds = earlierVersions.rows.map((row) => row.id);
    const found = await t.tx.execute(
      extraction(t, { version, run, runId, timeZone, isFirstRun: earlier.rowCount === 0, earlierVersionIds }),
    );
    return found.rowCount ?? 0;
  });
}

/** Holds the campaign against being paused or cancelled until the transaction ends. */
async function isStillLive(t: TxCtx, version: LiveVersion): Promise<boolean> {
  const live =
    await t.tx.execute(sql`select 1 from campaigns where tenant_id = ${t.tenant} and id = ${version.campaignId}
    and state = 'live' and current_version_id = ${version.versionId} for share`);
  return live.rowCount === 1;
}

export interface Extraction {
  version: Pick<LiveVersion, "campaignId" | "versionId"> & {
    definition: { timing: CampaignTiming; target: FrozenDefinition["target"] };
  };
  run: DueRun;
  runId: string;
  timeZone: string;
  isFirstRun: boolean;
  earlierVersionIds: string[];
}

/** The one statement that finds a run's candidates. An occurrence that an earlier version has had is not found again. */
export function extraction(t: Pick<Ctx, "tenant" | "now">, work: Extraction): SQL {
  const { version, runId, timeZone } = work;
  const isInTarget = compileSegment(version.definition.target.rule, { tenant: t.tenant, now: t.now, timeZone });
  return sql`
    insert into candidates (tenant_id, member_id, campaign_version_id, step, occurrence, campaign_id, run_id, due_at, facts)
    select ${t.tenant}::uuid, x.member_id, ${version.versionId}::uuid, 0, x.occurrence, ${version.campaignId}::uuid,
      ${runId}::uuid, x.due_at, x.facts
    from (${foundBy(t.tenant, { ...work, timing: version.definition.timing })}) x
    join members m on m.tenant_id = ${t.tenant}::uuid and m.member_id = x.member_id
    where ${isInTarget}
      and ${isNew(t.tenant, work.earlierVersionIds)}
    on conflict do nothing`;
}

/** By the whole primary key: any other index would be read once per candidate, for as long as the campaign has run. */
const isNew = (tenant: string, earlierVersionIds: string[]): SQL =>
  earlierVersionIds.length === 0
    ? sql`true`
    : sql`not exists (select from candidates o where o.tenant_id = ${tenant}::uuid and o.member_id = x.member_id
        and o.campaign_version_id = any(${sql.param(earlierVersionIds)}::uuid[]) and o.step = 0 and o.occurrence = x.occurrence)`;

type Found = Pick<Extraction, "run" | "timeZone" | "isFirstRun"> & { timing: CampaignTiming };

/** Rows (member_id, occurrence, due_at, facts) of whatever a run of the timing finds, before anyone asks for the target. */
export function foundBy(tenant: string, { timing, run, timeZone, isFirstRun }: Found): SQL {
  if (timing.kind !== "date_of_fact") {
    // Named by the instant, not by the version: publishing a corrected text does not write to the same people again.
    const occurrence = run.dueAt.toISOString();
    return sql`select f.member_id, ${occurrence}::text as occurrence, ${run.dueAt.toISOString()}::timestamptz as due_at,
      '{}'::jsonb as facts from members f where f.tenant_id = ${tenant}::uuid and f.withdrawn_at is null`;
  }
  const rows = factRows({ tenant, timeZone, timing, ...factDays(timing, run.runKey, isFirstRun) });
  return sql`select f.member_id, f.occurrence, f.facts,
    (f.fact_day + ${timing.offsetDays}::integer + make_interval(mins => ${timing.atMinutes}::integer))
      at time zone ${timeZone} as due_at
    from (${rows}) f`;
}
