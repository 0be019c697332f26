import { type SQL, sql } from "drizzle-orm";
import type { LeafOf } from "../input";
import { today } from "../rules/bounds";
import { isAny, listed, type Place, subSelect } from "./compile-parts";

const programToday = (place: Place): SQL => sql`goen.rank_program_on(${place.tenant}::uuid, ${today(place.at)}::date)`;

/** A standing says the rank; whoever has none has the lowest of the program that counts. */
export function rank(rule: LeafOf<"rank">, place: Place): SQL {
  const bears = subSelect("rank_standings", place, [isAny(sql`x.rank_id`, rule.in, "uuid")]);
  const stands = subSelect("rank_standings", place, []);
  const isLowest = isAny(sql`(select (${programToday(place)}).rank_ids[1])`, rule.in, "uuid");
  return sql`(${bears} or (coalesce(${isLowest}, false) and not ${stands}))`;
}

/** What counts today is added up as the judging function does (db/functions/27_ranks.sql). */
export function nextRank(rule: LeafOf<"next_rank">, place: Place): SQL {
  const day = sql`${today(place.at)}::date`;
  return listed(
    place,
    sql`select f.member_id from ${programToday(place)} p
    join rank_facts f on f.tenant_id = ${place.tenant}::uuid and f.counted_on <= ${day}
      and (p.window_kind = 'lifetime' or (goen.rank_leaves_on(f.counted_on, p) > ${day} and f.counted_on
        > (${day} - make_interval(months => coalesce(p.window_months, p.period_months) + 1))::date))
    left join rank_standings s on s.tenant_id = f.tenant_id and s.member_id = f.member_id
    where p.id is not null
    group by f.member_id, s.level, p.thresholds, p.basis
    having p.thresholds[coalesce(s.level, 0) + 2] - sum(case p.basis when 'amount' then f.amount_yen
      when 'purchases' then f.purchases::bigint else f.points end) between 1 and ${rule.missingAtMost}::int8`,
  );
}
