import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { pointSafeguards } from "@/db/schema/watch";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, read, type TxCtx } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import { canSetSafeguards, forbidUnless, storeStaffAdjustLimit } from "../access";
import { safeguardsInput } from "../input";
import { type HandLimit, handLimitBeyond, type Safeguards, startingSafeguards } from "../rules/safeguards";

/** The shop's limits of what one person may do by hand. */
export async function safeguardsOf(ctx: Ctx): Promise<Safeguards> {
  const [row] = await read(ctx, (tx) =>
    tx.select().from(pointSafeguards).where(eq(pointSafeguards.tenantId, ctx.tenant)),
  );
  if (!row) return startingSafeguards;
  const { tenantId: _tenant, ...limits } = row;
  return limits;
}

/** Sets them. Throws `forbidden`, `invalid`. */
export async function setSafeguards(ctx: Ctx, input: z.input<typeof safeguardsInput>): Promise<void> {
  forbidUnless(canSetSafeguards(ctx.actor));
  const after = parseInput(safeguardsInput, input);
  await inTransaction(ctx, async (t) => {
    const before = await safeguardsOf(t);
    await t.tx
      .insert(pointSafeguards)
      .values({ tenantId: t.tenant, ...after })
      .onConflictDoUpdate({ target: pointSafeguards.tenantId, set: after });
    await audit(t, { action: "points.set_safeguards", subject: { kind: "tenant", id: t.tenant }, before, after });
  });
}

/**
 * Which limit the acting colleague goes beyond with `points` more on this card (0: with what is posted already), or null. Within a day,
 * up and down alike: many small steps are a large one. What was undone, and what a second person agreed to, counts for nothing.
 */
export async function limitBeyond(t: TxCtx, memberId: string, points: number): Promise<HandLimit | null> {
  const { actor } = t;
  if (actor.kind !== "staff") return null;
  const limits = await safeguardsOf(t);
  // Two adjustments of one person on two cards hold two wallets: delete this line and both stay below the day's limit together.
  if (limits.staffDailyPoints !== null)
    await t.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`by-hand:${t.tenant}:${actor.id}`}, 7))`);
  const since = new Date(t.now.getTime() - 24 * 3_600_000).toISOString();
  const { rows } = await t.tx.execute<{ mine_here: number; mine: number; given_here: number }>(sql`
    select coalesce(sum(abs(e.amount)) filter (where j.actor_id = ${actorId(actor)}::uuid and j.member_id = ${memberId}), 0)::bigint as mine_here,
      coalesce(sum(abs(e.amount)) filter (where j.actor_id = ${actorId(actor)}::uuid), 0)::bigint as mine,
      coalesce(sum(-e.amount) filter (where j.member_id = ${memberId} and e.amount < 0), 0)::bigint as given_here
    from point_journals j
    join point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id and e.account = 'adjusted'
    where j.tenant_id = ${t.tenant} and (j.kind = 'adjust' or (j.kind = 'spend' and j.cause_id = j.id)) and j.kind = 'adjust'
      ${limits.staffDailyPoints === null ? sql`and j.member_id = ${memberId}` : sql``}
      and j.recorded_at > ${since}::timestamptz and j.idempotency_key not like 'undo:%'
      and not coalesce(j.snapshot ? 'approvalId', false)
      and not exists (select from point_journals u where u.tenant_id = j.tenant_id and u.member_id = j.member_id
        and u.idempotency_key = 'undo:' || j.id)`);
  const done = rows[0] ?? { mine_here: 0, mine: 0, given_here: 0 };
  const size = Math.abs(points);
  return handLimitBeyond(limits, actor.role === "store_staff" ? storeStaffAdjustLimit : null, {
    mineHere: done.mine_here + size,
    mine: done.mine + size,
    givenHere: done.given_here + Math.max(points, 0),
  });
}
