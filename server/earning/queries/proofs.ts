import { sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import type { Proof } from "@/server/kernel/proofs";

const counted =
  (select: (ctx: Ctx) => ReturnType<typeof sql>): Proof["run"] =>
  async (ctx) => {
    const { rows } = await read(ctx, (tx) => tx.execute<{ count: number; violations: number }>(select(ctx)));
    return { count: rows[0]?.count ?? 0, violations: rows[0]?.violations ?? 0 };
  };

/** What always holds of rules and of what they gave. */
export const earningProofs: Proof[] = [
  {
    name: "earn_parts_are_journals",
    run: counted(
      ({ tenant }) => sql`
        select count(*)::int as count, count(*) filter (where p.points <> coalesce(e.issued, 0))::int as violations
        from (select member_id, journal_id, sum(points) as points from earn_parts where tenant_id = ${tenant} group by 1, 2) p
        left join lateral (select -sum(amount) as issued from point_entries e
          where e.tenant_id = ${tenant} and (e.member_id = p.member_id or e.member_id in (select m.from_member_id from point_merges m
              where m.tenant_id = ${tenant} and m.member_id = p.member_id and m.undone_at is null))
            and e.journal_id = p.journal_id and e.account = 'issued') e on true`,
    ),
  },
  {
    name: "earn_lines_add_up",
    run: counted(
      ({ tenant }) => sql`
        select count(*)::int as count, count(*) filter (where p.points <> (select sum((l ->> 'points')::bigint)
          from jsonb_array_elements(p.per_line) l))::int as violations
        from earn_parts p where p.tenant_id = ${tenant} and p.cause_kind = 'sale'`,
    ),
  },
  {
    name: "earn_budgets_hold",
    run: counted(
      ({ tenant }) => sql`
        select count(*)::int as count, count(*) filter (where used <> given)::int as violations
        from (select c.rule_id, c.period, sum(c.used) as used, coalesce((select sum(p.points - p.taken_back) from earn_parts p
            where p.tenant_id = ${tenant} and p.rule_id = c.rule_id and p.budget_period = c.period), 0) as given
          from earn_budget_cells c where c.tenant_id = ${tenant} group by 1, 2) b`,
    ),
  },
];
