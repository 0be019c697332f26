import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { earnPromises } from "@/db/schema/earning";
import { type Ctx, inTransaction, read, type TxCtx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import type { MergeMove } from "@/server/kernel/member-merge";
import type { Occasion } from "../input";
import { quoteOccasion } from "../queries/quote-occasion";
import { type Asked, giveOccasion, type OccasionAward, occasionCause } from "./give-occasion";
import { lockMember } from "./member-lock";
import { takeBackOccasion } from "./take-back-occasion";

const dayMs = 86_400_000;
type Row = typeof earnPromises.$inferSelect;

/** Where a promise was kept, taken back and kept again, each time is an award of its own. */
export const keyOfPromise = ({ key, attempt }: Pick<Row, "key" | "attempt">): string =>
  attempt === 1 ? key : `${key}:${attempt}`;

const open = (t: TxCtx) =>
  and(eq(earnPromises.tenantId, t.tenant), isNull(earnPromises.keptAt), isNull(earnPromises.lapsedAt));

const thisPromise = (t: TxCtx, { memberId, id }: Row) =>
  and(eq(earnPromises.tenantId, t.tenant), eq(earnPromises.memberId, memberId), eq(earnPromises.id, id));

/** Writes down what an occasion would give, to be given when `waitsForMemberId` has bought something; once per key. */
export async function promise(
  t: TxCtx,
  asked: Asked,
  waitsForMemberId: string,
  days: number | undefined,
): Promise<OccasionAward> {
  const found = await quoteOccasion(t, asked);
  const points = found?.points ?? 0;
  const none = { points: 0, parts: [] };
  if (!found || points === 0) return { ...none, promisedPoints: 0, isRepeat: false };
  const { memberId, occasion, key, storeId } = asked;
  const written = await t.tx
    .insert(earnPromises)
    .values({
      tenantId: t.tenant,
      memberId,
      id: newId(),
      occasion,
      key,
      waitsForMemberId,
      storeId,
      createdAt: t.now,
      expiresAt: days === undefined ? null : new Date(t.now.getTime() + days * dayMs),
      points,
      label: found.parts[0]?.label ?? "",
    })
    .onConflictDoNothing()
    .returning({ id: earnPromises.id });
  return { ...none, promisedPoints: points, isRepeat: written.length === 0 };
}

/**
 * Gives what was promised until this member's first purchase, to each one in a transaction of their own. Repeating it does nothing more.
 * Nothing where the purchase has come back as a whole meanwhile. Returns how many promises were kept.
 */
export async function keepPromises(
  ctx: Ctx,
  boughtMemberId: string,
  purchaseId: string | null = null,
): Promise<number> {
  const waiting = await inTransaction(ctx, async (t) => {
    if (purchaseId !== null && (await isAllBack(t, boughtMemberId, purchaseId))) return [];
    return t.tx
      .select()
      .from(earnPromises)
      .where(and(open(t), eq(earnPromises.waitsForMemberId, boughtMemberId)));
  });
  let kept = 0;
  for (const one of waiting) kept += await keepOne(ctx, one, purchaseId);
  return kept;
}

const keepOne = (ctx: Ctx, asked: Row, purchaseId: string | null): Promise<number> =>
  inTransaction(ctx, async (t) => {
    await lockMember(t, asked.memberId);
    const [one] = await t.tx
      .select()
      .from(earnPromises)
      .where(and(thisPromise(t, asked), open(t)))
      .for("update");
    if (!one) return 0;
    if (one.expiresAt !== null && one.expiresAt <= t.now) {
      await t.tx.update(earnPromises).set({ lapsedAt: t.now }).where(thisPromise(t, one));
      return 0;
    }
    const { memberId, occasion, storeId } = one;
    await giveOccasion(t, {
      memberId,
      occasion: occasion as Occasion,
      key: keyOfPromise(one),
      storeId,
      occurredAt: t.now,
    });
    await t.tx.update(earnPromises).set({ keptAt: t.now, keptBy: purchaseId }).where(thisPromise(t, one));
    return 1;
  });

/** Whether nothing is left of a sale. */
async function isAllBack(t: TxCtx, memberId: string, purchaseId: string): Promise<boolean> {
  const { rows } = await t.tx.execute<{ pieces: number | null }>(sql`
    select sum(quantity - returned_quantity)::bigint as pieces from purchase_lines
    where tenant_id = ${t.tenant} and member_id = ${memberId} and purchase_id = ${purchaseId}`);
  return rows[0]?.pieces === 0;
}

/**
 * The purchase that kept promises has come back as a whole: what was given goes back, and the promises wait for the next purchase.
 * Repeating it does nothing more. Returns how many were taken back.
 */
export async function takeBackPromises(ctx: Ctx, purchaseId: string): Promise<number> {
  const kept = await read(ctx, (tx) =>
    tx
      .select()
      .from(earnPromises)
      .where(and(eq(earnPromises.tenantId, ctx.tenant), eq(earnPromises.keptBy, purchaseId))),
  );
  let taken = 0;
  for (const asked of kept)
    taken += await inTransaction(ctx, async (t) => {
      await lockMember(t, asked.memberId);
      const [one] = await t.tx
        .select()
        .from(earnPromises)
        .where(and(thisPromise(t, asked), eq(earnPromises.keptBy, purchaseId)))
        .for("update");
      if (!one) return 0;
      const { memberId, occasion, attempt } = one;
      const causeId = occasionCause(t.tenant, { memberId, occasion: occasion as Occasion, key: keyOfPromise(one) });
      await takeBackOccasion(t, { memberId, causeId });
      await t.tx
        .update(earnPromises)
        .set({ keptAt: null, keptBy: null, attempt: attempt + 1 })
        .where(thisPromise(t, one));
      return 1;
    });
  return taken;
}

/** What was promised to or because of somebody who has left comes to nothing. */
export async function lapsePromises(ctx: Ctx, memberId: string): Promise<void> {
  await inTransaction(ctx, async (t) => {
    for (const whose of [earnPromises.waitsForMemberId, earnPromises.memberId])
      await t.tx
        .update(earnPromises)
        .set({ lapsedAt: t.now })
        .where(and(open(t), eq(whose, memberId)));
  });
}

/** So does what nobody bought anything for in time. Safe to run at any time. */
export async function lapseOldPromises(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, (t) =>
    t.tx
      .update(earnPromises)
      .set({ lapsedAt: t.now })
      .where(and(open(t), lte(earnPromises.expiresAt, t.now))),
  );
}

/** Promises that wait for somebody whose record went into another one wait for that one. */
export async function waitForMerged(
  t: TxCtx,
  { fromMemberId, toMemberId }: MergeMove,
): Promise<Record<string, number>> {
  await t.tx
    .update(earnPromises)
    .set({ waitsForMemberId: toMemberId })
    .where(and(open(t), eq(earnPromises.waitsForMemberId, fromMemberId)));
  return {};
}
