import { type SQL, sql } from "drizzle-orm";
import type { TenantId } from "@/server/kernel/ids";
import { compileSegment } from "@/server/segments/queries/compile";
import type { FrozenDefinition } from "../input";
import { factHolds } from "./fact-sources";

/** Chunks of members are told apart by the last byte of their id, which is random in a uuid v7: 16 leases per shop. */
export const partitionCount = 16;
const partitionOf = sql.raw(`(get_byte(uuid_send(member_id), 15) & ${partitionCount - 1})`);
/** The condition that leads into the index of undecided candidates: of a shop, in some of its partitions. */
export const undecided = (tenant: string, partitions: number[]): SQL =>
  sql`tenant_id = ${tenant}::uuid and ${partitionOf} = any(${sql.param(partitions)}::integer[]) and verdict is null`;

export interface DecisionPlace {
  tenant: TenantId;
  timeZone: string;
  now: Date;
  quietUntil: Date | null;
  cap: number;
  householdMail: "each" | "household" | "address";
}

export interface DecidedVersion {
  versionId: string;
  definition: FrozenDefinition;
}

/** One `send`; everything else the statement has written down by itself. */
export interface Winner extends Record<string, unknown> {
  member_id: string;
  campaign_version_id: string;
  campaign_id: string;
  occurrence: string;
  due_at: string;
  facts: Record<string, string>;
}

/**
 * The set implementation of `decide` (rules/decide.ts): every undecided candidate of these members gets its verdict in one
 * statement, which gives back those to send to. The caller holds the members' lease, so what is counted cannot change.
 * Materialised, with hashed or indexed look-ups instead of joins between its parts: right after a large extraction the
 * planner knows nothing of the new rows, and a join taken for tiny was run row by row for minutes.
 */
export function decideStatement(
  place: DecisionPlace,
  partitions: number[],
  memberIds: string[],
  versions: DecidedVersion[],
): SQL {
  const tenant = sql`${place.tenant}::uuid`;
  const now = sql`${place.now.toISOString()}::timestamptz`;
  const members = sql`${sql.param(memberIds)}::uuid[]`;
  const quietUntil = sql`${place.quietUntil?.toISOString() ?? null}::timestamptz`;
  return sql`
    with chunk as materialized (
      select c.member_id, c.campaign_version_id, c.step, c.occurrence, c.campaign_id, c.run_id, c.due_at, c.facts, v.*
      from (select * from candidates where ${undecided(place.tenant, partitions)} and due_at <= ${now} and member_id = any(${members})) c
      join (${settingsOf(versions)}) v on v.version_id = c.campaign_version_id
    ), matching as materialized (${sql.join(
      versions.map((version) => stillMatching(place, version)),
      sql` union all `,
    )}
    ), judged as materialized (
      select c.*, (select count(*) from deliveries d
          where d.tenant_id = ${tenant} and d.member_id = c.member_id and d.message_class = 'marketing'
            and d.state not in ('cancelled', 'failed') and d.send_at > ${now} - interval '7 days') as sent_in_window,
        case
          when c.is_marketing and not m.mail_opt_in then 'no_consent'
          when exists (select from suppressions s where s.tenant_id = ${tenant} and s.member_id = c.member_id
            and s.channel = 'mail' and s.lifted_at is null
            and (c.is_marketing or s.reason in ('bounced', 'complained'))) then 'suppressed'
          when m.email_normalised is null then 'no_address'
          when ('x' || left(md5(c.campaign_id || ':' || c.member_id), 8))::bit(32)::bigint % 10000 < c.holdout_percent * 100 then 'holdout'
          when (c.member_id, c.campaign_version_id, c.step, c.occurrence) not in (select * from matching)
            or ${now} > r.started_at + make_interval(hours => c.valid_hours) then 'exited'
          when c.respects_quiet and ${quietUntil} > r.started_at + make_interval(hours => c.valid_hours) then 'quiet_hours'
          when c.is_marketing and exists (select from household_turns h where h.tenant_id = ${tenant} and h.run_id = c.run_id
            and h.household in (select k.household from (${householdsOf(place, sql`c.member_id`)}) k) and h.member_id <> c.member_id) then 'household'
        end as refusal
      from chunk c
      join members m on m.tenant_id = ${tenant} and m.member_id = c.member_id
      join campaign_runs r on r.tenant_id = ${tenant} and r.id = c.run_id
    ), placed as (
      select j.*, refusal is null and is_marketing and is_capped as competes,
        ${place.cap}::bigint - sent_in_window
          - count(*) filter (where refusal is null and is_marketing and not is_capped) over (partition by member_id) as places,
        row_number() over (partition by member_id, refusal is null and is_marketing and is_capped
          order by priority desc, due_at, (campaign_version_id || ':' || occurrence) collate "C") as place
      from judged j
    ), decided as materialized (
      select p.*, case
          when refusal is not null then refusal
          when not competes then 'send'
          when places <= 0 then 'capped'
          when place <= places then 'send'
          else 'lost_to'
        end as verdict,
        max(campaign_id::text) filter (where competes and place = places) over (partition by member_id) as last_winner
      from placed p
    ), keyed as materialized (
      select distinct d.run_id, k.household, d.member_id
      from decided d cross join lateral (${householdsOf(place, sql`d.member_id`)}) k
      where d.verdict = 'send' and d.is_marketing
    ), claimed as (
      -- In one order everywhere. Whoever decides others of the household at this moment waits here, and then finds it claimed.
      insert into household_turns (tenant_id, run_id, household, member_id)
      select distinct on (run_id, household) ${tenant}, run_id, household, member_id from keyed order by run_id, household, member_id
      on conflict do nothing returning run_id, household, member_id
    ), served as materialized (
      select k.member_id, k.run_id from keyed k
      where (k.run_id, k.household, k.member_id) not in (select run_id, household, member_id from claimed)
        and not exists (select from household_turns h where h.tenant_id = ${tenant} and h.run_id = k.run_id
          and h.household = k.household and h.member_id = k.member_id)
    ), final as materialized (
      select d.member_id, d.campaign_version_id, d.step, d.occurrence, d.last_winner,
        case when d.verdict = 'send' and d.is_marketing and (d.member_id, d.run_id) in (select member_id, run_id from served)
          then 'household' else d.verdict end as verdict
      from decided d
    ), written as (
      update candidates c set verdict = d.verdict, decided_at = ${now},
        verdict_campaign_id = case when d.verdict = 'lost_to' then d.last_winner::uuid end
      from final d
      where c.tenant_id = ${tenant} and c.member_id = d.member_id and c.campaign_version_id = d.campaign_version_id
        and c.step = d.step and c.occurrence = d.occurrence and c.verdict is null
      returning c.member_id, c.campaign_version_id, c.campaign_id, c.occurrence, c.due_at, c.facts, c.verdict
    )
    select member_id, campaign_version_id, campaign_id, occurrence, due_at, facts from written where verdict = 'send'`;
}

/** Under what a member shares mail with others, one row each: the household, and the postal address where the shop wants that to count. */
function householdsOf({ tenant, householdMail }: DecisionPlace, member: SQL): SQL {
  const together = sql`select p.household_id as household from household_members p
    where p.tenant_id = ${tenant}::uuid and p.member_id = ${member}`;
  const address = sql`select a.mark from member_marks a
    where a.tenant_id = ${tenant}::uuid and a.member_id = ${member} and a.kind = 'address'`;
  if (householdMail === "each") return sql`select null::uuid as household where false`;
  return householdMail === "household" ? together : sql`${together} union all ${address}`;
}

function settingsOf(versions: DecidedVersion[]): SQL {
  const rows = versions.map(({ versionId, definition: d }) => ({
    version_id: versionId,
    is_marketing: d.messageClass === "marketing",
    is_capped: d.isCapped,
    priority: d.priority,
    holdout_percent: d.holdoutPercent,
    respects_quiet: d.respectsQuietHours,
    valid_hours: d.timing.validHours,
  }));
  return sql`select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(version_id uuid, is_marketing boolean,
    is_capped boolean, priority integer, holdout_percent integer, respects_quiet boolean, valid_hours integer)`;
}

/** Candidates of one version whose member is still in the target, and whose fact still holds. */
function stillMatching(place: DecisionPlace, { versionId, definition }: DecidedVersion): SQL {
  const { timing } = definition;
  const tenant = place.tenant;
  const isInTarget = compileSegment(definition.target.rule, {
    tenant,
    now: place.now,
    timeZone: place.timeZone,
  });
  return sql`select c.member_id, c.campaign_version_id, c.step, c.occurrence
    from chunk c join members m on m.tenant_id = ${tenant}::uuid and m.member_id = c.member_id
    where c.campaign_version_id = ${versionId}::uuid and ${isInTarget}
      and ${timing.kind === "date_of_fact" ? factHolds(timing.fact, tenant) : sql`true`}`;
}
