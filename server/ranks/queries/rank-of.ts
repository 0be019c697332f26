import { sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { businessDayIn } from "@/server/kernel/time";
import type { RankDefinition } from "../input";

export interface MemberRank {
  rankId: string;
  /** Place in the program, 0 the lowest. */
  level: number;
  name: { ja: string; en: string };
  color: string;
  /** Null for the lowest rank, where nobody has risen yet. */
  since: Date | null;
  /** Business day 'YYYY-MM-DD' up to which it is kept without a further purchase; null: for ever. */
  keepsUntil: string | null;
  programId: string;
}

type Row = {
  program_id: string;
  levels: RankDefinition["levels"];
  rank_id: string | null;
  since: string | null;
  keeps_until: string | null;
} & Record<string, unknown>;

/**
 * The rank that decides what a member gets now: what a sale itself brings counts from the next one on, so ask before
 * `countTowardsRank`. With `at`, the rank the member had then (a sale uploaded later). Null while the shop has no program.
 * Asks nobody's leave: it is part of verbs and queries that have done so.
 */
export async function rankOf(ctx: Ctx, memberId: string, at?: Date): Promise<MemberRank | null> {
  const shop = await tenantOf(ctx);
  const instant = at ?? ctx.now;
  const day = businessDayIn(instant, shop.timeZone, shop.businessDayStartMinutes);
  const { rows } = await read(ctx, (tx) =>
    tx.execute<Row>(sql`
      select p.id as program_id, p.definition -> 'levels' as levels, r.rank_id, r.since, r.keeps_until
      from goen.rank_program_on(${ctx.tenant}, ${day}::date) p
      left join lateral (${at === undefined ? standing(ctx, memberId) : standingAt(ctx, memberId, instant)}) r on true
      where p.id is not null`),
  );
  const [row] = rows;
  if (!row) return null;
  const known = row.levels.findIndex((level) => level.id === row.rank_id);
  const place = Math.max(known, 0);
  const level = row.levels[place];
  if (!level) return null;
  return {
    rankId: level.id,
    level: place,
    name: { ja: level.nameJa, en: level.nameEn },
    color: level.color,
    since: known > 0 && row.since ? new Date(row.since) : null,
    keepsUntil: known > 0 ? row.keeps_until : null,
    programId: row.program_id,
  };
}

const standing = (ctx: Ctx, memberId: string) => sql`
  select s.rank_id, s.since, s.keeps_until::text from rank_standings s
  where s.tenant_id = ${ctx.tenant} and s.member_id = ${memberId}`;

const standingAt = (ctx: Ctx, memberId: string, at: Date) => sql`
  select h.rank_id, h.since, h.keeps_until::text from member_ranks h
  where h.tenant_id = ${ctx.tenant} and h.member_id = ${memberId} and h.since <= ${at}
  order by h.seq desc limit 1`;
