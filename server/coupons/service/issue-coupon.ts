import { and, eq, sql } from "drizzle-orm";
import { couponCounters } from "@/db/schema/coupons";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canIssue } from "../access";
import { type IssueInput, issueInput, type Source } from "../input";
import { couponHeads, definitionsOf, versionName } from "../queries/definitions";
import { spanOf } from "../rules/validity";
import { countChanges } from "./figures";

export interface IssuedCoupon {
  heldId: string;
  couponId: string;
  code: string;
  validFrom: Date;
  /** First instant at which it cannot be used any more. */
  validUntil: Date;
  /** True when it had been given before under this key. */
  isRepeat: boolean;
}

export interface IssueMany {
  couponId: string;
  source: Source;
  storeId?: string | null;
  /** The poster, receipt rule or reward behind all of them, for the figures. */
  originId?: string | null;
  rows: readonly { memberId: string; key: string; sourceId: string | null }[];
}

/**
 * Gives a coupon to one member; the same `key` again is the same coupon. Throws not_found `coupons.coupon` and `coupons.member`, refused
 * `coupons.stopped`, `coupons.over` (its days are past) and `coupons.all_given` (its number is given out), forbidden.
 */
export async function issueCoupon(ctx: Ctx, input: IssueInput): Promise<IssuedCoupon> {
  const { couponId, memberId, key, source, sourceId, storeId, originId } = parseInput(issueInput, input);
  demand(canIssue(ctx.actor, memberId, source));
  return inTransaction(ctx, async (t) => {
    const rows = [{ memberId, key, sourceId }];
    const { issued, isFull } = await issueMany(t, { couponId, source, storeId, originId, rows });
    const one = issued.get(`${memberId} ${key}`);
    if (!one)
      throw isFull ? new DomainError("refused", "coupons.all_given") : new DomainError("not_found", "coupons.member");
    if (!one.isRepeat && t.actor.kind === "staff")
      await audit(t, {
        action: "coupons.issue",
        subject: { kind: "held_coupon", id: one.heldId },
        memberId,
        after: { couponId, source, storeId },
      });
    return one;
  });
}

/**
 * Gives a coupon to many members in two statements, however many there are; what was given under its key before is not given again.
 * `issued` holds the old and the new by `memberId key`; who is missing has left the shop, or came after the last one was given (`isFull`).
 * Throws not_found `coupons.coupon`, refused `coupons.stopped`, `coupons.over`. Asks nobody's leave: the caller does.
 */
export async function issueMany(
  t: TxCtx,
  { couponId, source, storeId = null, originId = null, rows }: IssueMany,
): Promise<{ issued: Map<string, IssuedCoupon>; isFull: boolean }> {
  const [head] = await couponHeads(t, [couponId]);
  const definition = head && (await definitionsOf(t, [head])).get(versionName(head));
  if (!head || !definition) throw new DomainError("not_found", "coupons.coupon");
  const before = await givenBefore(t, rows);
  const fresh = rows.filter(({ memberId, key }) => !before.has(`${memberId} ${key}`));
  if (fresh.length === 0) return { issued: before, isFull: false };
  if (head.stoppedAt) throw new DomainError("refused", "coupons.stopped");
  const span = spanOf(definition, t.now, await tenantOf(t));
  if (!span) throw new DomainError("refused", "coupons.over");
  const room = await roomFor(t, couponId);
  const wanted = fresh.slice(0, room).map((row) => ({ ...row, id: newId() }));
  const { rows: made } = await t.tx.execute<MadeRow & Record<string, unknown>>(sql`
    with given as (
      insert into held_coupons (tenant_id, member_id, id, coupon_id, version, code, source, source_id, origin_id, issue_key, store_id, issued_at,
        valid_from, valid_until, most_uses)
      select ${t.tenant}::uuid, m.member_id, w.id, ${couponId}::uuid, ${head.version}::integer, goen.new_coupon_code(), ${source}, w."sourceId",
        ${originId}::uuid, w.key, ${storeId}::uuid, ${t.now.toISOString()}::timestamptz, ${span.validFrom.toISOString()}::timestamptz, ${span.validUntil.toISOString()}::timestamptz, ${definition.limits.perHeld}::integer
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w("memberId" uuid, id uuid, key text, "sourceId" uuid)
      join members m on m.tenant_id = ${t.tenant} and m.member_id = w."memberId" and m.withdrawn_at is null
      on conflict (tenant_id, member_id, issue_key) do nothing
      returning member_id, id, code, issue_key, coupon_id, valid_from, valid_until)
    , codes as (
      insert into coupon_codes (tenant_id, code, coupon_id, version, kind, member_id, held_id, created_at, taken_at)
      select ${t.tenant}::uuid, code, coupon_id, ${head.version}::integer, 'held', member_id, id, ${t.now.toISOString()}::timestamptz, ${t.now.toISOString()}::timestamptz
      from given)
    select * from given`);
  await countGiven(t, couponId, made.length);
  if (made.length > 0) await countChanges(t, [{ couponId, originId, storeId, issued: made.length }]);
  const issued = new Map([
    ...before,
    ...made.map((row) => [`${row.member_id} ${row.issue_key}`, issuedOf(row, false)] as const),
  ]);
  // Whoever was given it at this very moment by somebody else.
  if (made.length < wanted.length)
    for (const [key, one] of await givenBefore(t, wanted)) if (!issued.has(key)) issued.set(key, one);
  return { issued, isFull: wanted.length < fresh.length };
}

interface MadeRow {
  member_id: string;
  id: string;
  code: string;
  issue_key: string;
  coupon_id: string;
  valid_from: string;
  valid_until: string;
}

const issuedOf = (row: MadeRow, isRepeat: boolean): IssuedCoupon => ({
  heldId: row.id,
  couponId: row.coupon_id,
  code: row.code,
  validFrom: new Date(row.valid_from),
  validUntil: new Date(row.valid_until),
  isRepeat,
});

async function givenBefore(t: TxCtx, rows: readonly { memberId: string; key: string }[]) {
  const { rows: found } = await t.tx.execute<MadeRow & Record<string, unknown>>(sql`
    select h.member_id, h.id, h.code, h.issue_key, h.coupon_id, h.valid_from, h.valid_until
    from jsonb_to_recordset(${JSON.stringify(rows.map(({ memberId, key }) => ({ memberId, key })))}::jsonb) as w("memberId" uuid, key text)
    join held_coupons h on h.tenant_id = ${t.tenant} and h.member_id = w."memberId" and h.issue_key = w.key`);
  return new Map(found.map((row) => [`${row.member_id} ${row.issue_key}`, issuedOf(row, true)]));
}

const counterOf = (t: TxCtx, couponId: string) =>
  and(
    eq(couponCounters.tenantId, t.tenant),
    eq(couponCounters.couponId, couponId),
    eq(couponCounters.period, "issued"),
  );

/** How many may still be given; the row stays locked where there is a limit. */
export async function roomFor(t: TxCtx, couponId: string): Promise<number> {
  const [counter] = await t.tx.select().from(couponCounters).where(counterOf(t, couponId)).for("update");
  return counter ? counter.most - counter.counted : Number.MAX_SAFE_INTEGER;
}

export async function countGiven(t: TxCtx, couponId: string, given: number): Promise<void> {
  if (given === 0) return;
  await t.tx
    .update(couponCounters)
    .set({ counted: sql`${couponCounters.counted} + ${given}` })
    .where(counterOf(t, couponId));
}
