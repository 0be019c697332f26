import { sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import type { Proof } from "@/server/kernel/proofs";
import { businessDay } from "./business-day";
import { currentVersion } from "./programs";

const membersPerPage = 5_000;
/** At most about so many are judged anew at a time (0.15 ms each); of a larger shop another part every day, until all have had their turn. */
const mostMembers = 50_000;

/** In how many parts the shop is looked at, and which one today is. */
async function partOf(ctx: Ctx, today: string, most: number): Promise<{ parts: number; part: number }> {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ n: number }>(sql`select count(*) as n from rank_standings s where s.tenant_id = ${ctx.tenant}`),
  );
  const parts = Math.max(1, Math.ceil((rows[0]?.n ?? 0) / most));
  return { parts, part: Math.floor(Date.parse(today) / 86_400_000) % parts };
}

/**
 * Every member's rank is what the facts, the promises and the program give today. Whoever is due to be judged since midnight is not
 * looked at, nor anybody while a version begins; under "a return waits for the judgement" a rank may stand above. `count` is how many were
 * judged: all, or today's part of them.
 */
export async function recomputed(ctx: Ctx, most = mostMembers): Promise<{ count: number; violations: number }> {
  const today = await businessDay(ctx);
  const current = await currentVersion(ctx);
  if (!current) return { count: 0, violations: 0 };
  const mayStandAbove = current.definition.returns === "at_judgement";
  const { parts, part } = await partOf(ctx, today, most);
  const isToday =
    parts === 1 ? sql`` : sql`and (hashtext(s.member_id::text) & 2147483647) % ${parts}::int = ${part}::int`;
  let after = "00000000-0000-0000-0000-000000000000";
  const sums = { count: 0, violations: 0 };
  for (;;) {
    const from = after;
    const { rows } = await read(ctx, (tx) =>
      tx.execute<{ n: number; broken: number; last: string | null }>(sql`
        with targets as (
          select t.* from (select array_agg(s.member_id) as ids from (select s.member_id from rank_standings s
            where s.tenant_id = ${ctx.tenant} and s.member_id > ${from} ${isToday} order by s.member_id limit ${membersPerPage}) s) p
          cross join lateral goen.rank_target(${ctx.tenant}, coalesce(p.ids, '{}'), ${today}::date,
            goen.rank_program_on(${ctx.tenant}, ${today}::date)) t
        )
        select count(*) filter (where p.program_id = ${current.programId} and coalesce(p.keeps_until, 'infinity'::date) >= ${today}::date) as n,
          count(*) filter (where p.program_id = ${current.programId} and coalesce(p.keeps_until, 'infinity'::date) >= ${today}::date
            and (p.level < t.level or (p.level > t.level and not ${mayStandAbove})
              or (p.level = t.level and p.keeps_until is distinct from t.keeps_until and not ${mayStandAbove}))) as broken,
          (array_agg(p.member_id order by p.member_id desc))[1] as last
        from targets t join rank_standings p on p.tenant_id = ${ctx.tenant} and p.member_id = t.member_id`),
    );
    const [row] = rows;
    if (!row?.last) return sums;
    sums.count += row.n;
    sums.violations += row.broken;
    after = row.last;
  }
}

/** The history of ranks has no hole, each step begins where the one before ended, and the last one is where the member stands. */
async function unbroken(ctx: Ctx): Promise<{ count: number; violations: number }> {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ n: number; broken: number }>(sql`
      with steps as (
        select h.member_id, h.seq, h.rank_id, h.from_rank_id,
          lag(h.seq, 1, 0) over members as before, lag(h.rank_id) over members as rank_before
        from member_ranks h where h.tenant_id = ${ctx.tenant} window members as (partition by h.member_id order by h.seq)
      ), lasts as (
        select distinct on (member_id) member_id, seq, rank_id from steps order by member_id, seq desc
      )
      select (select count(*) from steps) as n,
        (select count(*) from steps where seq <> before + 1 or from_rank_id <> coalesce(rank_before, from_rank_id))
        + (select count(*) from rank_standings s left join lasts l on l.member_id = s.member_id
            where s.tenant_id = ${ctx.tenant} and (s.seq <> coalesce(l.seq, 0) or s.rank_id <> coalesce(l.rank_id, s.rank_id))) as broken`),
  );
  return { count: rows[0]?.n ?? 0, violations: rows[0]?.broken ?? 0 };
}

export const rankProofs: Proof[] = [
  { name: "rank_is_recomputed_from_facts", run: (ctx) => recomputed(ctx) },
  { name: "rank_history_is_unbroken", run: unbroken },
];
