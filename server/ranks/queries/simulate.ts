import { sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import { canReadRanks, forbidUnless } from "../access";
import { type RankDefinition, simulateInput } from "../input";
import { judgingColumns } from "../rules";
import { businessDay } from "./business-day";
import { publishedVersions, versionOn } from "./programs";

/** So many members are judged at most; of more a part is taken by chance of their ids, and the answer says so. */
const sampledMembers = 20_000;

const programOf = (definition: RankDefinition) => {
  const c = judgingColumns(definition);
  const row = {
    basis: c.basis,
    window_kind: c.windowKind,
    window_months: c.windowMonths,
    period_months: c.periodMonths,
    start_month: c.startMonth,
    hold_months: c.holdMonths,
    thresholds: c.thresholds,
    rank_ids: c.rankIds,
  };
  return sql`jsonb_populate_record(null::rank_programs, ${JSON.stringify(row)}::jsonb)`;
};

/**
 * Which rank how many members would have today under the draft, beside what they have now, who would rise and who fall, and how what
 * is added up is spread among those who bought. Writes nothing.
 */
export async function simulateRanks(ctx: Ctx, input: { definition: RankDefinition }) {
  forbidUnless(canReadRanks(ctx.actor));
  const { definition } = parseInput(simulateInput, input);
  const today = await businessDay(ctx);
  const current = versionOn(await publishedVersions(ctx), today);
  return read(ctx, async (tx) => {
    const { rows: sizes } = await tx.execute<{ members: number; buyers: number }>(sql`
      select (select count(*) from members m where m.tenant_id = ${ctx.tenant} and m.withdrawn_at is null) as members,
        (select count(*) from members m where m.tenant_id = ${ctx.tenant} and m.withdrawn_at is null
          and exists (select from rank_facts f where f.tenant_id = m.tenant_id and f.member_id = m.member_id)) as buyers`);
    const { members = 0, buyers = 0 } = sizes[0] ?? {};
    const part = buyers > sampledMembers ? sampledMembers / buyers : 1;
    const chosen = Math.floor(part * 1_000_000);
    const { rows } = await tx.execute<{ to_level: number; from_id: string | null; n: number }>(sql`
      with program as materialized (
        select ${programOf(definition)} as p
      ), chosen as (
        select array_agg(m.member_id) as ids from members m
        where m.tenant_id = ${ctx.tenant} and m.withdrawn_at is null
          and exists (select from rank_facts f where f.tenant_id = m.tenant_id and f.member_id = m.member_id)
          and (hashtextextended(m.member_id::text, 11) & 9223372036854775807) % 1000000 < ${chosen}
      )
      select j.level as to_level, s.rank_id as from_id, count(*) as n
      from chosen c cross join program cross join lateral goen.rank_judge(${ctx.tenant}, coalesce(c.ids, '{}'), ${today}::date, program.p) j
      left join rank_standings s on s.tenant_id = ${ctx.tenant} and s.member_id = j.member_id
      group by 1, 2`);
    const sampled = rows.reduce((sum, row) => sum + row.n, 0);
    const scale = sampled === 0 ? 0 : buyers / sampled;
    const placeNow = new Map(current?.definition.levels.map((level, place) => [level.id, place]));
    const places = rows.map((row) => ({
      to: row.to_level,
      from: placeNow.get(row.from_id ?? "") ?? 0,
      fromId: row.from_id,
      n: row.n * scale,
    }));
    const sum = (which: (place: (typeof places)[number]) => boolean) =>
      Math.round(places.filter(which).reduce((total, place) => total + place.n, 0));
    const counts = definition.levels.map((level, place) => ({
      rankId: level.id,
      drafted: sum((one) => one.to === place) + (place === 0 ? members - buyers : 0),
      /** Null where the rank is new. */
      now: placeNow.has(level.id)
        ? sum((one) => (one.fromId ?? current?.definition.levels[0]?.id) === level.id) +
          (level.id === current?.definition.levels[0]?.id ? members - buyers : 0)
        : null,
    }));
    return {
      members,
      buyers,
      isEstimate: part < 1,
      sampled,
      counts,
      rise: current ? sum((one) => one.to > one.from) : null,
      fall: current ? sum((one) => one.to < one.from) : null,
    };
  });
}
