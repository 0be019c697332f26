import { sql } from "drizzle-orm";
import type { TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { requestHash } from "@/server/kernel/signing";
import { programInForce, walletsOf } from "../queries";
import { shareOfFamily } from "../rules/program";
import { journalFacts, post } from "./posting";
import { movedThisMonth } from "./transfer-limits";

interface Draw {
  memberId: string;
  points: number;
  /** Of the spending that it is for. */
  key: string;
  causeId: string | null;
  storeId: string | null;
}

/**
 * Brings what a member lacks for a spending from the family's other wallets, by earliest end across the family, up to the month's limit;
 * nothing when their own points suffice or cannot be made to; never of those who do not lend theirs.
 * Locks the family's wallets in the order of their ids.
 */
export async function drawOnFamily(t: TxCtx, draw: Draw): Promise<void> {
  const { program, ...zone } = await programInForce(t);
  if (!program || program.familySize === 0) return;
  const others = await t.tx.execute<{ member_id: string }>(sql`
    select o.member_id from point_family_members m
    join point_family_members o on o.tenant_id = m.tenant_id and o.family_id = m.family_id and o.left_at is null
    where m.tenant_id = ${t.tenant} and m.member_id = ${draw.memberId} and m.left_at is null and o.member_id <> m.member_id
      and o.lends`);
  if (others.rows.length === 0) return;
  const ids = others.rows.map((row) => row.member_id);
  const everybody = sql.param([...ids, draw.memberId]);
  await t.tx.execute(sql`select goen.ledger_lock(${t.tenant}, ${everybody}::uuid[])`);
  // Made before: the spending's own repeat answers; drawing again would bring more than it needs.
  const known = await t.tx.execute(sql`select 1 from point_journals where tenant_id = ${t.tenant}
    and member_id = ${draw.memberId} and idempotency_key = ${draw.key}`);
  if (known.rowCount) return;
  const own = (await walletsOf(t, [draw.memberId])).get(draw.memberId)?.available ?? 0;
  const missing = draw.points - own;
  if (missing <= 0) return;
  const left = program.familyPerMonth - (await movedThisMonth(t, draw.memberId, "family", zone));
  if (program.familyPerMonth > 0 && missing > left)
    throw new DomainError("refused", "points.family_limit", { left: Math.max(0, left) });
  const { rows: lots } = await t.tx.execute<{ memberId: string; points: number }>(sql`
    select l.member_id as "memberId", l.remaining as points from point_lots l
    join wallets w on w.tenant_id = l.tenant_id and w.member_id = l.member_id and w.closed_at is null
    where l.tenant_id = ${t.tenant} and l.member_id = any(${sql.param(ids)}::uuid[]) and l.remaining > 0
      and l.expires_at > ${t.now.toISOString()}
      and (l.state = 'available' or (l.state = 'pending' and l.available_at <= ${t.now.toISOString()} and w.debt = 0))
    order by l.priority, l.expires_at, l.member_id, l.id`);
  const shares = shareOfFamily(lots, missing);
  if (!shares) return;
  const now = t.now.toISOString();
  for (const { memberId, points } of shares) {
    const journal = journalFacts(t, t.now, zone);
    await post(
      t,
      sql`select * from goen.ledger_transfer(${t.tenant}, ${memberId}, ${draw.memberId}, ${journal.id}, ${newId()},
        ${`family:${draw.key}:${memberId}`}, ${requestHash(["family", points])}, ${points}, ${journal.businessDate}, ${now},
        ${journal.actorKind}, ${journal.actorId}, ${draw.storeId}, null, null, ${JSON.stringify({ family: true })})`,
    );
    await emit(t, "points.changed", { memberId, journalId: journal.id });
  }
}
