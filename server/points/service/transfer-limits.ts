import { sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import { businessDayIn } from "@/server/kernel/time";

/**
 * Points that a member has given away ('given') or used of the family's ('family') in the month of now, by business days; what was taken
 * back does not count.
 */
export async function movedThisMonth(
  t: Ctx,
  memberId: string,
  what: "given" | "family",
  zone: { timeZone: string; dayStartMinutes: number },
): Promise<number> {
  const monthStart = `${businessDayIn(t.now, zone.timeZone, zone.dayStartMinutes).slice(0, 7)}-01`;
  const { rows } = await read(t, (tx) =>
    tx.execute<{ points: number }>(sql`
    select coalesce(sum(abs(e.amount)), 0)::bigint as points from point_journals j
    join point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id and e.account = 'transferred'
    where j.tenant_id = ${t.tenant} and j.member_id = ${memberId} and j.kind = 'transfer' and j.undoes_id is null
      and j.business_date >= ${monthStart}::date
      and case ${what} when 'family' then e.amount < 0 and j.snapshot ? 'family' else e.amount > 0 and not j.snapshot ? 'family' end
      and not exists (select from point_journals u where u.tenant_id = j.tenant_id and u.member_id = j.member_id and u.kind = 'transfer'
        and u.undoes_id is not null and u.idempotency_key = 'undo:' || j.idempotency_key)`),
  );
  return rows[0]?.points ?? 0;
}
