import { sql } from "drizzle-orm";
import { rulesAt } from "@/server/earning/queries/in-force";
import { type Ctx, read } from "@/server/kernel/ctx";
import { demand } from "@/server/tenancy/access";
import { canSeeFriends } from "../access";

/** How many days the desk looks back. */
export const deskDays = 90;

type Sums = { invited: number; bought: number; returned: number; refused: number; inviters: number };

/** Who was brought in the last days and what it cost: numbers, no names. Throws `forbidden`. */
export async function friendsDesk(ctx: Ctx) {
  demand(canSeeFriends(ctx.actor));
  const since = new Date(ctx.now.getTime() - deskDays * 86_400_000).toISOString();
  const inForce = await rulesAt(ctx, ctx.now);
  return read(ctx, async (tx) => {
    const { rows: sums } = await tx.execute<Sums>(sql`
      select (count(*) filter (where refused_for is null))::int as invited, (count(bought_at))::int as bought,
        (count(*) filter (where returned_at is not null and bought_at is null))::int as returned,
        (count(refused_for))::int as refused,
        (count(distinct inviter_id) filter (where refused_for is null))::int as inviters
      from referrals where tenant_id = ${ctx.tenant} and accepted_at > ${since}`);
    const { rows: why } = await tx.execute<{ reason: string; n: number }>(sql`
      select refused_for as reason, count(*)::int as n from referrals
      where tenant_id = ${ctx.tenant} and accepted_at > ${since} and refused_for is not null group by 1 order by 2 desc, 1`);
    const { rows: waiting } = await tx.execute<{ points: number; n: number }>(sql`
      select coalesce(sum(points), 0)::bigint as points, count(*)::int as n from earn_promises
      where tenant_id = ${ctx.tenant} and kept_at is null and lapsed_at is null`);
    const rules = (inForce?.rules ?? []).filter(
      ({ id, gives }) =>
        gives.kind === "occasion" &&
        (gives.occasion === "referral" || gives.occasion === "referred") &&
        !inForce?.pausedRuleIds.has(id),
    );
    const { rows: given } = await tx.execute<{ points: number }>(sql`
      select coalesce(sum(p.points - p.taken_back), 0)::bigint as points
      from jsonb_to_recordset(${JSON.stringify(rules.map(({ id }) => ({ rule_id: id })))}::jsonb) w(rule_id uuid)
      join earn_parts p on p.tenant_id = ${ctx.tenant} and p.rule_id = w.rule_id and p.occurred_at > ${since}`);
    return {
      days: deskDays,
      ...(sums[0] ?? { invited: 0, bought: 0, returned: 0, refused: 0, inviters: 0 }),
      refusedFor: why,
      waitingPoints: waiting[0]?.points ?? 0,
      givenPoints: given[0]?.points ?? 0,
      rules,
    };
  });
}
