import { sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import { businessDayIn } from "@/server/kernel/time";
import { canSeeWallet, forbidUnless } from "../access";
import { programInForce, walletsOf } from "../queries";

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

/**
 * How many points of the others in the family a member could pay with now: of those who lend theirs, within the month's limit. Null for
 * somebody without a family. Throws forbidden.
 */
export async function familyShareOf(ctx: Ctx, memberId: string): Promise<number | null> {
  forbidUnless(canSeeWallet(ctx.actor, memberId));
  const { program, ...zone } = await programInForce(ctx);
  if (!program || program.familySize === 0) return null;
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ member_id: string }>(sql`
      select o.member_id from point_family_members m
      join point_family_members o on o.tenant_id = m.tenant_id and o.family_id = m.family_id and o.left_at is null
      where m.tenant_id = ${ctx.tenant} and m.member_id = ${memberId} and m.left_at is null and o.member_id <> m.member_id and o.lends`),
  );
  if (rows.length === 0) return null;
  const wallets = await walletsOf(
    ctx,
    rows.map((row) => row.member_id),
  );
  const there = [...wallets.values()].reduce((sum, { available }) => sum + available, 0);
  if (program.familyPerMonth === 0) return there;
  const left = program.familyPerMonth - (await movedThisMonth(ctx, memberId, "family", zone));
  return Math.max(0, Math.min(there, left));
}

export interface FamilyPart {
  memberId: string;
  /** Null where the shop knows none. */
  name: string | null;
  points: number;
}

/** Whose points of the family a sale was paid with, beside one's own. Part of queries that have authorised. */
export async function familyPartsOf(ctx: Ctx, memberId: string, purchaseId: string): Promise<FamilyPart[]> {
  // The keys of what was drawn for this sale lie side by side: see drawOnFamily.
  const from = `family:spend:sale:${purchaseId}:spend:`;
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ member_id: string; name: string | null; points: number }>(sql`
      select p.member_id, nullif(trim(concat_ws(' ', p.family_name, p.given_name)), '') as name, -e.amount as points
      from point_journals j
      join point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id and e.account = 'transferred'
      join members p on p.tenant_id = j.tenant_id and p.member_id = (j.snapshot ->> 'from')::uuid
      where j.tenant_id = ${ctx.tenant} and j.member_id = ${memberId} and j.kind = 'transfer' and starts_with(j.idempotency_key, ${from})
      order by p.member_id`),
  );
  return rows.map(({ member_id: id, name, points }) => ({ memberId: id, name, points }));
}
