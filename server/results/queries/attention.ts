import { type SQL, sql } from "drizzle-orm";
import { ensure } from "@/server/campaigns/access";
import { type Ctx, read } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { staffMay } from "@/server/kernel/permissions";
import { addDays, dayIn } from "@/server/kernel/time";
import { repairCounts } from "@/server/repairs/queries/board";
import { requestsWaiting } from "@/server/books/queries/requests";
import { exportsWaiting } from "@/server/tenancy/queries/exports";
import { approvalsWaiting } from "@/server/watch/queries/approvals";
import { findingsOpen } from "@/server/watch/queries/findings";
import { canReadResults } from "../access";
import { proofFigure } from "../service/prove-daily";

/** What may want a person, the gravest first. Each is a count of rows that the screen can show. */
export const attentionKinds = [
  "processes_down",
  "proof_broken",
  "stuck_runs",
  "late_sends",
  "late_events",
  "unknown_deliveries",
  "failed_deliveries",
  "bounces",
  "failed_imports",
  "approvals",
  "exports",
  "point_approvals",
  "fraud",
  "privacy",
  "repairs",
  "paused",
  "drafts",
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

export interface Attention {
  kind: AttentionKind;
  count: number;
  /** Where one campaign is the cause, that one. */
  campaign: { id: string; name: string } | null;
  /** Of bounces: the share of what was sent. */
  share: number | null;
}

/** A mail address list that bounces more than this is one that providers begin to refuse; below so many mails it says nothing. */
const mostBounced = 0.05;
const fewestMails = 50;

type Elsewhere = "point_approvals" | "fraud" | "privacy";
type Counts = Record<Exclude<AttentionKind, "bounces" | "exports" | "repairs" | Elsewhere>, number> & {
  unknown_campaign: { id: string; name: string } | null;
  failed_campaign: { id: string; name: string } | null;
  sent: number;
  bounced: number;
} & Record<string, unknown>;

/** What needs attention now; kinds with nothing to them are left out, and so is what this person may not see. */
export async function attentionOf(ctx: Ctx): Promise<Attention[]> {
  ensure(canReadResults(ctx.actor));
  const { timeZone } = await tenantOf(ctx);
  const today = dayIn(ctx.now, timeZone);
  const { rows } = await read(ctx, (tx) => tx.execute<Counts>(countsOf(ctx, today)));
  const counts = rows[0];
  if (!counts) throw new TypeError("attention: counts without a row");
  const [repairs, waiting, pointApprovals, fraud, privacy] = await Promise.all([
    staffMay(ctx.actor, "repairs.read") ? repairCounts(ctx, {}) : null,
    staffMay(ctx.actor, "exports.approve") ? exportsWaiting(ctx) : 0,
    staffMay(ctx.actor, "points.approve") ? approvalsWaiting(ctx) : 0,
    staffMay(ctx.actor, "watch.read") ? findingsOpen(ctx) : 0,
    staffMay(ctx.actor, "privacy.handle") ? requestsWaiting(ctx) : null,
  ]);
  const isBouncing = counts.sent >= fewestMails && counts.bounced / counts.sent > mostBounced;
  const all: Record<AttentionKind, number> = {
    ...counts,
    bounces: isBouncing ? counts.bounced : 0,
    repairs: repairs?.overdue ?? 0,
    exports: waiting,
    point_approvals: pointApprovals,
    fraud,
    privacy: privacy?.waiting ?? 0,
  };
  return attentionKinds
    .filter((kind) => all[kind] > 0)
    .map((kind) => ({
      kind,
      count: all[kind],
      campaign:
        kind === "unknown_deliveries"
          ? counts.unknown_campaign
          : kind === "failed_deliveries"
            ? counts.failed_campaign
            : null,
      share: kind === "bounces" ? counts.bounced / counts.sent : null,
    }));
}

function countsOf(ctx: Ctx, today: string): SQL {
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  const tenant = sql`${ctx.tenant}::uuid`;
  const week = sql`between ${addDays(today, -7)}::date and ${addDays(today, -1)}::date`;
  const campaigns = (where: SQL) =>
    sql`(select count(*) from campaigns where tenant_id = ${tenant} and archived_at is null and ${where})`;
  const figure = (name: string) => sql`(select coalesce(sum(value), 0)::bigint from daily_figures
    where tenant_id = ${tenant} and figure = ${name} and day ${week})`;
  // By campaign, state and time: the index that holds them so, once for each campaign.
  const troubled = (state: string) => sql`
    select coalesce(sum(x.n), 0)::bigint as n, case when count(*) = 1 then jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name))->0 end as campaign
    from campaigns p cross join lateral (select count(*) as n from deliveries d
      where d.tenant_id = ${tenant} and d.campaign_id = p.id and d.state = ${state} and d.send_at > ${now} - interval '7 days'
        and d.due_at > ${now} - interval '130 days') x
    where p.tenant_id = ${tenant} and x.n > 0`;
  return sql`
    select
      (select count(*) from (values ('worker'), ('sender'), ('ingest')) w(name)
        where not exists (select from process_heartbeats h where h.process = w.name and h.seen_at > ${now} - interval '60 seconds')) as processes_down,
      coalesce((select value from daily_figures where tenant_id = ${tenant} and figure = ${proofFigure} order by day desc limit 1), 0) as proof_broken,
      (select count(*) from campaign_runs where tenant_id = ${tenant} and decided_at is null
        and started_at < ${now} - interval '15 minutes') as stuck_runs,
      (select count(*) from send_chunks where tenant_id = ${tenant} and lane in ('service', 'marketing')
        and state in ('ready', 'leased') and send_at < ${now} - interval '15 minutes') as late_sends,
      (select count(*) from outbox_events where tenant_id = ${tenant} and attempts > 0
        and created_at < ${now} - interval '15 minutes') as late_events,
      u.n as unknown_deliveries, u.campaign as unknown_campaign, f.n as failed_deliveries, f.campaign as failed_campaign,
      (select count(*) from import_runs where tenant_id = ${tenant} and state = 'failed' and dry_run = 0
        and started_at > ${now} - interval '7 days') as failed_imports,
      (select count(*) from campaign_approvals where tenant_id = ${tenant} and state = 'waiting') as approvals,
      ${campaigns(sql`state = 'paused'`)} as paused, ${campaigns(sql`state = 'draft'`)} as drafts,
      ${figure("mails_sent")} as sent, ${figure("mails_bounced")} as bounced
    from (${troubled("unknown")}) u, (${troubled("failed")}) f`;
}
