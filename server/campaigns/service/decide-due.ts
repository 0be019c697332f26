import { sql } from "drizzle-orm";
import { planDeliveries } from "@/server/delivery/service/plan-deliveries";
import { type Ctx, inTransaction, read, type TxCtx } from "@/server/kernel/ctx";
import type { TenantRow } from "@/server/kernel/gate";
import { quietUntil } from "@/server/kernel/quiet-hours";
import { frozenDefinition } from "../input";
import {
  type DecidedVersion,
  type DecisionPlace,
  decideStatement,
  partitionCount,
  undecided,
  type Winner,
} from "./decide-sql";
import { giveCoupons } from "./give-coupons";
import { fillWinners } from "./winner-inputs";

const membersPerChunk = 1_000;

/**
 * Decides every candidate that is due, members in chunks, each chunk in a transaction of its own: verdicts, deliveries and the
 * count against the cap stand or fall together. A partition of members that another worker is at is left to it. Returns how
 * many members were looked at.
 */
export async function decideDue(ctx: Ctx, shop: TenantRow): Promise<number> {
  const place: DecisionPlace = {
    tenant: ctx.tenant,
    timeZone: shop.timeZone,
    now: ctx.now,
    quietUntil: quietUntil(ctx.now, {
      startMinutes: shop.quietStartMinutes,
      endMinutes: shop.quietEndMinutes,
      timeZone: shop.timeZone,
    }),
    cap: shop.marketingCapPerWeek,
    householdMail: shop.householdMail,
  };
  let members = 0;
  const work = await partitionsWithWork(ctx);
  // What was just extracted is unknown to the planner (db/functions/30_statistics.sql).
  if (work.length > 0) await inTransaction(ctx, (t) => t.tx.execute(sql`select goen.refresh_statistics()`));
  for (const partitions of work) {
    let after = "00000000-0000-0000-0000-000000000000";
    for (;;) {
      const chunk = await inTransaction(ctx, (t) => decideChunk(t, place, partitions, after));
      members += chunk.length;
      const last = chunk.at(-1);
      if (chunk.length < membersPerChunk || !last) break;
      after = last;
    }
  }
  return members;
}

/** Partitions in which anybody is undecided, those with little to do together: a quiet tick costs one look at a small index. */
async function partitionsWithWork(ctx: Ctx): Promise<number[][]> {
  const all = Array.from({ length: partitionCount }, (_, partition) => partition);
  const counts = sql.join(
    all.map(
      (partition) => sql`select ${partition}::integer as partition, (select count(*) from (
      select from candidates where ${undecided(ctx.tenant, [partition])} limit ${membersPerChunk}) c) as n`,
    ),
    sql` union all `,
  );
  const { rows } = await read(ctx, (tx) => tx.execute<{ partition: number; n: number }>(counts));
  const groups: { n: number; partitions: number[] }[] = [];
  for (const { partition, n } of rows.filter((row) => row.n > 0)) {
    const open = groups.at(-1);
    if (open && open.n + n < membersPerChunk) {
      open.n += n;
      open.partitions.push(partition);
    } else groups.push({ n, partitions: [partition] });
  }
  return groups.map((group) => group.partitions);
}

/** Decides the next members of some partitions after `after`; returns them in order. What another worker is at is left to it. */
async function decideChunk(t: TxCtx, place: DecisionPlace, wanted: number[], after: string): Promise<string[]> {
  // The lease: whoever else decides these members would count the same messages against the cap at the same time.
  const lease = await t.tx.execute<{ partition: number }>(sql`
    select p as partition from unnest(${sql.param(wanted)}::integer[]) p
    where pg_try_advisory_xact_lock(hashtextextended(${`decide:${t.tenant}:`} || p, 11))`);
  const partitions = lease.rows.map((row) => row.partition);
  if (partitions.length === 0) return [];
  const { rows } = await t.tx.execute<{ member_id: string }>(sql`
    select distinct member_id from candidates where ${undecided(t.tenant, partitions)} and member_id > ${after}::uuid
    order by member_id limit ${membersPerChunk}`);
  const memberIds = rows.map((row) => row.member_id);
  if (memberIds.length === 0) return [];
  const versions = await liveVersionsAmong(t, partitions, memberIds);
  if (versions.length === 0) return memberIds;
  const winners = await t.tx.execute<Winner>(decideStatement(place, partitions, memberIds, versions));
  for (const version of versions) {
    const own = winners.rows.filter((winner) => winner.campaign_version_id === version.versionId);
    if (own.length > 0) await plan(t, place, version, own);
  }
  if (winners.rows.length > 0) await linkDeliveries(t, memberIds);
  return memberIds;
}

/** Versions with something undecided for these members, of campaigns that are live and cannot be stopped until we commit. */
async function liveVersionsAmong(t: TxCtx, partitions: number[], memberIds: string[]): Promise<DecidedVersion[]> {
  const { rows } = await t.tx.execute<{ id: string; definition: unknown }>(sql`
    select v.id, v.definition from campaign_versions v
    join campaigns p on p.tenant_id = v.tenant_id and p.id = v.campaign_id
    where v.tenant_id = ${t.tenant} and p.state = 'live' and v.id in (
      select campaign_version_id from candidates
      where ${undecided(t.tenant, partitions)} and member_id = any(${sql.param(memberIds)}::uuid[]))
    order by v.campaign_id, v.id
    for share of p`);
  return rows.map((row) => ({ versionId: row.id, definition: frozenDefinition.parse(row.definition) }));
}

async function plan(t: TxCtx, place: DecisionPlace, version: DecidedVersion, winners: Winner[]): Promise<void> {
  const { definition } = version;
  const sendAt = definition.respectsQuietHours && place.quietUntil ? place.quietUntil : place.now;
  const coupons = await giveCoupons(t, version, winners);
  const filled = await fillWinners(t, definition, winners, sendAt, place.timeZone, coupons);
  await planDeliveries(t, {
    sourceKind: "campaign",
    sourceId: version.versionId,
    campaignId: winners[0]?.campaign_id ?? null,
    messageClass: definition.messageClass,
    channel: definition.channel.kind,
    contentId: definition.contentId,
    rows: winners.flatMap((winner, at) => {
      const one = filled[at];
      if (!one) return [];
      return [
        { memberId: winner.member_id, occurrence: winner.occurrence, dueAt: new Date(winner.due_at), sendAt, ...one },
      ];
    }),
  });
}

/** Puts each delivery's id beside its verdict. */
async function linkDeliveries(t: TxCtx, memberIds: string[]): Promise<void> {
  await t.tx.execute(sql`
    update candidates c set delivery_id = d.id
    from deliveries d
    where c.tenant_id = ${t.tenant} and c.member_id = any(${sql.param(memberIds)}::uuid[])
      and c.verdict = 'send' and c.delivery_id is null
      and d.tenant_id = c.tenant_id and d.member_id = c.member_id and d.source_id = c.campaign_version_id
      and d.step = c.step and d.occurrence = c.occurrence and d.channel = 'mail' and d.due_at = c.due_at`);
}
