import { type SQL, sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { compileSegment } from "@/server/segments/queries/compile";
import type { FrozenDefinition, Verdict } from "../input";
import type { Firing } from "../rules/firings";
import { factDays } from "../rules/timing";
import { factRows } from "../service/fact-sources";

/** One firing of one campaign, with all that decides whom it finds and who drops out. */
export interface PlannedFiring extends Firing {
  campaignId: string;
  /** Of the campaign's versions, for occurrences that have been found already. */
  versionIds: string[];
  /** Breaks a tie as the engine does. */
  versionId: string;
  definition: Pick<FrozenDefinition, "timing" | "target" | "holdoutPercent" | "messageClass">;
  isFirstRun: boolean;
  /** What quiet hours would put off is too old by then. */
  isTooLate: boolean;
}

export type Dropped = Extract<Verdict, "no_consent" | "suppressed" | "no_address" | "holdout" | "quiet_hours">;

export interface FoundPeople {
  dropped: { firing: number; verdict: Dropped; n: number }[];
  /** Found once, with nothing sent to them lately: nothing can hold these back. */
  free: { firing: number; n: number }[];
  /** The others, whom the cap may concern or who get several. */
  rest: { memberId: string; firing: number; key: string /** Epoch milliseconds. */; recent: number[] }[];
}

const patience = "30s";

/**
 * Whom the firings would find if each came at its hour with the facts of now, in one statement that writes nothing. With
 * `oneIn` > 1 only that share of the members is looked at, chosen by the last bytes of their ids.
 */
export async function findPeople(
  ctx: Ctx,
  firings: readonly PlannedFiring[],
  timeZone: string,
  oneIn: number,
): Promise<FoundPeople> {
  if (firings.length === 0) return { dropped: [], free: [], rest: [] };
  const statement = peopleOf(ctx, firings, timeZone, oneIn);
  const { rows } = await asEngine(ctx, statement);
  const found: FoundPeople = { dropped: [], free: [], rest: [] };
  for (const row of rows) {
    if (row.verdict) found.dropped.push({ firing: row.firing, verdict: row.verdict, n: row.n });
    else if (row.member_id === null) found.free.push({ firing: row.firing, n: row.n });
    else found.rest.push({ memberId: row.member_id, firing: row.firing, key: row.key ?? "", recent: row.recent ?? [] });
  }
  return found;
}

type Row = {
  firing: number;
  verdict: Dropped | null;
  n: number;
  member_id: string | null;
  key: string | null;
  recent: number[] | null;
} & Record<string, unknown>;

const asEngine = (ctx: Ctx, statement: SQL) =>
  "tx" in ctx
    ? read(ctx, (tx) => tx.execute<Row>(statement))
    : database("batch").transaction(ctx.tenant, "read", async (tx) => {
        await tx.execute(sql.raw(`set local statement_timeout = '${patience}'`));
        return tx.execute<Row>(statement);
      });

function peopleOf(ctx: Ctx, firings: readonly PlannedFiring[], timeZone: string, oneIn: number): SQL {
  const tenant = sql`${ctx.tenant}::uuid`;
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  const isSampled =
    oneIn <= 1
      ? sql`true`
      : sql`(get_byte(uuid_send(m.member_id), 14) * 256 + get_byte(uuid_send(m.member_id), 15)) % ${oneIn}::integer = 0`;
  const campaignIds = [...new Set(firings.map((one) => one.campaignId))];
  const settings = firings.map((one, firing) => ({
    firing,
    campaign_no: campaignIds.indexOf(one.campaignId),
    campaign_id: one.campaignId,
    version_id: one.versionId,
    is_marketing: one.definition.messageClass === "marketing",
    holdout_percent: one.definition.holdoutPercent,
    is_too_late: one.isTooLate,
  }));
  return sql`
    with people as materialized (
      select m.* from members m where m.tenant_id = ${tenant} and m.withdrawn_at is null and ${isSampled}
    ), found as (${sql.join(
      firings.map((one, firing) => foundBy(ctx, one, firing, timeZone)),
      sql` union all `,
    )}
    ), firsts as (
      select distinct on (s.campaign_no, f.member_id, f.occurrence) f.*, s.campaign_id, s.version_id, s.is_marketing,
        s.holdout_percent, s.is_too_late
      from found f
      join jsonb_to_recordset(${JSON.stringify(settings)}::jsonb) as s(firing integer, campaign_no integer, campaign_id uuid,
        version_id uuid, is_marketing boolean, holdout_percent integer, is_too_late boolean) on s.firing = f.firing
      order by s.campaign_no, f.member_id, f.occurrence, f.firing
    ), judged as materialized (
      select f.*, case
          when f.is_marketing and not m.mail_opt_in then 'no_consent'
          when exists (select from suppressions x where x.tenant_id = ${tenant} and x.member_id = f.member_id
            and x.channel = 'mail' and x.lifted_at is null
            and (f.is_marketing or x.reason in ('bounced', 'complained'))) then 'suppressed'
          when m.email_normalised is null then 'no_address'
          when ('x' || left(md5(f.campaign_id || ':' || f.member_id), 8))::bit(32)::bigint % 10000 < f.holdout_percent * 100 then 'holdout'
          when f.is_too_late then 'quiet_hours'
        end as verdict
      from firsts f join people m on m.member_id = f.member_id
    ), passing as materialized (
      select j.*, count(*) over (partition by j.member_id) as times from judged j where j.verdict is null
    ), recent as materialized (
      select p.member_id, (select jsonb_agg((extract(epoch from d.send_at) * 1000)::bigint) from deliveries d
        where d.tenant_id = ${tenant} and d.member_id = p.member_id and d.message_class = 'marketing'
          and d.state not in ('cancelled', 'failed') and d.send_at > ${now} - interval '7 days') as recent
      from (select distinct member_id from passing) p
    )
    select firing, verdict, count(*) as n, null::uuid as member_id, null::text as key, null::jsonb as recent
      from judged where verdict is not null group by firing, verdict
    union all
    select p.firing, null, count(*), null, null, null from passing p join recent r on r.member_id = p.member_id
      where p.times = 1 and r.recent is null group by p.firing
    union all
    select p.firing, null, 1, p.member_id, p.version_id || ':' || p.occurrence, r.recent
      from passing p join recent r on r.member_id = p.member_id where p.times > 1 or r.recent is not null`;
}

/** Members whom one firing finds, with what names the occasion; occasions that the campaign has had are left out. */
function foundBy(ctx: Ctx, one: PlannedFiring, firing: number, timeZone: string): SQL {
  const { timing, target } = one.definition;
  const isInTarget = compileSegment(target.rule, { tenant: ctx.tenant, now: one.at, timeZone });
  const known = (memberId: SQL, occurrence: SQL) =>
    one.versionIds.length === 0
      ? sql`true`
      : sql`not exists (select from candidates o where o.tenant_id = ${ctx.tenant}::uuid and o.member_id = ${memberId}
          and o.campaign_version_id = any(${sql.param(one.versionIds)}::uuid[]) and o.step = 0 and o.occurrence = ${occurrence})`;
  if (timing.kind !== "date_of_fact") {
    const occurrence = sql`${one.dueAt.toISOString()}::text`;
    return sql`select ${firing}::integer as firing, m.member_id, ${occurrence} as occurrence from people m
      where ${isInTarget} and ${known(sql`m.member_id`, occurrence)}`;
  }
  const rows = factRows({ tenant: ctx.tenant, timeZone, timing, ...factDays(timing, one.runKey, one.isFirstRun) });
  return sql`select ${firing}::integer as firing, f.member_id, f.occurrence from (${rows}) f
    join people m on m.member_id = f.member_id where ${isInTarget} and ${known(sql`f.member_id`, sql`f.occurrence`)}`;
}
