import { sql } from "drizzle-orm";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { log } from "@/server/kernel/log";
import { frozenDefinition } from "../input";
import { decideDue } from "./decide-due";
import { extractIfDue, type LiveVersion } from "./extract";
import { changeState } from "./state-row";

export interface RunReport {
  /** Runs that this call fired. */
  runs: number;
  candidates: number;
  /** Runs that were due and could not be fired; they are logged, and due again at the next call. */
  failed: number;
}

/**
 * Does everything that is due in one shop: fires timings, decides candidates, closes what is done. Safe to be called at any
 * time by any number of processes, and after a crash at any point: each part is keyed or leased, and begins where the last
 * one stopped. Needs the engine's database role.
 */
export async function runDueCampaigns(ctx: Ctx): Promise<RunReport> {
  if (ctx.actor.kind !== "system") throw new DomainError("forbidden", "campaigns.edit_role");
  const shop = await tenantOf(ctx);
  const report: RunReport = { runs: 0, candidates: 0, failed: 0 };
  for (const version of await liveVersions(ctx)) {
    try {
      const found = await extractIfDue(ctx, version, shop.timeZone);
      if (found !== null) {
        report.runs += 1;
        report.candidates += found;
      }
    } catch (error) {
      // One campaign's trouble must not hold up the others; its run was rolled back.
      report.failed += 1;
      log.error({ tenant: ctx.tenant, campaign: version.campaignId, err: error }, "extraction failed");
    }
  }
  await decideDue(ctx, shop);
  await closeRuns(ctx);
  return report;
}

async function liveVersions(ctx: Ctx): Promise<LiveVersion[]> {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ campaign_id: string; id: string; published_at: string; definition: unknown }>(sql`
      select v.campaign_id, v.id, v.published_at, v.definition from campaigns p
      join campaign_versions v on v.tenant_id = p.tenant_id and v.id = p.current_version_id
      where p.tenant_id = ${ctx.tenant} and p.state = 'live' order by p.priority desc, p.id`),
  );
  return rows.map((row) => ({
    campaignId: row.campaign_id,
    versionId: row.id,
    publishedAt: new Date(row.published_at),
    definition: frozenDefinition.parse(row.definition),
  }));
}

/** Marks runs whose every candidate has a verdict, and ends campaigns that were to be sent once and have nothing left to send. */
async function closeRuns(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (t) => {
    await t.tx.execute(sql`
      with closed as (
        update campaign_runs r set decided_at = ${t.now.toISOString()}
        where r.tenant_id = ${t.tenant} and r.decided_at is null and r.extracted_at is not null
          and not exists (select from candidates c where c.tenant_id = r.tenant_id and c.run_id = r.id and c.verdict is null)
        returning r.id)
      delete from household_turns h using closed where h.tenant_id = ${t.tenant} and h.run_id = closed.id`);
    // Not before the last chunk is through: as long as something can still be sent, it can still be paused or cancelled.
    const over = await t.tx.execute<{ id: string }>(sql`
      select p.id from campaigns p
      join campaign_versions v on v.tenant_id = p.tenant_id and v.id = p.current_version_id
      join campaign_runs r on r.tenant_id = p.tenant_id and r.campaign_version_id = v.id and r.decided_at is not null
      where p.tenant_id = ${t.tenant} and p.state = 'live' and v.definition->'timing'->>'kind' = 'once'
        and not exists (select from send_chunks s where s.tenant_id = p.tenant_id and s.campaign_id = p.id
          and s.state in ('ready', 'leased', 'held'))
      for update of p`);
    for (const { id } of over.rows) {
      await changeState(t, id, "live", "finished");
      await audit(t, { action: "campaigns.finish", subject: { kind: "campaign", id } });
    }
  });
}
