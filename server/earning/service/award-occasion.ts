import { and, asc, eq, isNull } from "drizzle-orm";
import { earnParts, earnPromises } from "@/db/schema/earning";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { sha256 } from "@/server/kernel/signing";
import { canAward, forbidUnless } from "../access";
import { type AwardOccasion, awardOccasionInput, type Occasion } from "../input";
import { type AskedOccasion, quoteOccasion } from "../queries/quote-occasion";
import { waitsForPurchase } from "../rules/occasion";
import { lockMember } from "./member-lock";
import { fundParts, postParts } from "./post-parts";

export interface OccasionAward {
  points: number;
  /** Promised, not given yet: the friend's first purchase is waited for. */
  promisedPoints: number;
  parts: { label: string; points: number; availableAt: Date; expiresAt: Date }[];
  isRepeat: boolean;
}

type Asked = AskedOccasion & { key: string };

/** One key of an occasion is one cause, whoever tells it how often: a uuid v8 of its name. */
export function occasionCause(
  tenant: string,
  { memberId, occasion, key }: Omit<Asked, "storeId" | "occurredAt">,
): string {
  const hex = sha256(`occasion:${tenant}:${memberId}:${occasion}:${key}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Gives what the rules in force give for an occasion, once per key; referrals only promise it, until the friend's first purchase
 * (`keepPromises`). Nothing where no rule speaks of it. Throws forbidden, not_found `points.member_unknown`, refused `points.wallet_closed`.
 */
export async function awardOccasion(ctx: Ctx, input: AwardOccasion): Promise<OccasionAward> {
  const parsed = parseInput(awardOccasionInput, input);
  forbidUnless(canAward(ctx.actor, parsed.memberId));
  const asked = { ...parsed, occurredAt: parsed.occurredAt ?? ctx.now };
  return inTransaction(ctx, async (t) => {
    await lockMember(t, asked.memberId);
    if (!waitsForPurchase(asked.occasion) || asked.relatedMemberId === null) return give(t, asked);
    const waitsFor = asked.occasion === "referral" ? asked.relatedMemberId : asked.memberId;
    return promise(t, asked, waitsFor);
  });
}

async function give(t: TxCtx, asked: Asked): Promise<OccasionAward> {
  const { memberId, storeId, occurredAt, occasion, key } = asked;
  const causeId = occasionCause(t.tenant, asked);
  const before = await t.tx
    .select()
    .from(earnParts)
    .where(and(eq(earnParts.tenantId, t.tenant), eq(earnParts.memberId, memberId), eq(earnParts.causeId, causeId)))
    .orderBy(asc(earnParts.partNo));
  if (before.length > 0) return toAward(before, true);
  const found = await quoteOccasion(t, asked);
  if (!found) return toAward([], false);
  const parts = await fundParts(t, { memberId, ...found }, found.parts, (part, points) =>
    points > 0 ? { ...part, points: Math.min(points, part.points) } : null,
  );
  // Whose right it was has been asked above; the ledger is posted by the product.
  const product: TxCtx = { ...t, actor: { kind: "system", name: "earning" } };
  const cause = { kind: "occasion" as const, id: causeId, memberId, storeId, occurredAt, businessDate: found.day };
  await postParts(product, { ...cause, key: `occasion:${occasion}:${key}`, occasion }, parts);
  return toAward(parts, false);
}

const toAward = (parts: OccasionAward["parts"], isRepeat: boolean): OccasionAward => ({
  points: parts.reduce((sum, { points }) => sum + points, 0),
  promisedPoints: 0,
  parts: parts.map(({ label, points, availableAt, expiresAt }) => ({ label, points, availableAt, expiresAt })),
  isRepeat,
});

async function promise(t: TxCtx, asked: Asked, waitsForMemberId: string): Promise<OccasionAward> {
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
      points,
      label: found.parts[0]?.label ?? "",
    })
    .onConflictDoNothing()
    .returning({ id: earnPromises.id });
  return { ...none, promisedPoints: points, isRepeat: written.length === 0 };
}

/**
 * Gives what was promised until this member's first purchase, to each one in a transaction of their own. Repeating it does nothing more.
 * Returns how many promises were kept.
 */
export async function keepPromises(ctx: Ctx, boughtMemberId: string): Promise<number> {
  const waiting = await inTransaction(ctx, (t) =>
    t.tx
      .select()
      .from(earnPromises)
      .where(
        and(
          eq(earnPromises.tenantId, t.tenant),
          eq(earnPromises.waitsForMemberId, boughtMemberId),
          isNull(earnPromises.keptAt),
          isNull(earnPromises.lapsedAt),
        ),
      ),
  );
  let kept = 0;
  for (const { memberId, id, occasion, key, storeId } of waiting) {
    await inTransaction(ctx, async (t) => {
      await lockMember(t, memberId);
      await give(t, { memberId, occasion: occasion as Occasion, key, storeId, occurredAt: t.now });
      await t.tx
        .update(earnPromises)
        .set({ keptAt: t.now })
        .where(and(eq(earnPromises.tenantId, t.tenant), eq(earnPromises.memberId, memberId), eq(earnPromises.id, id)));
    });
    kept++;
  }
  return kept;
}

/** What was promised to or because of somebody who has left comes to nothing. */
export async function lapsePromises(ctx: Ctx, memberId: string): Promise<void> {
  await inTransaction(ctx, async (t) => {
    const open = and(eq(earnPromises.tenantId, t.tenant), isNull(earnPromises.keptAt), isNull(earnPromises.lapsedAt));
    await t.tx
      .update(earnPromises)
      .set({ lapsedAt: t.now })
      .where(and(open, eq(earnPromises.waitsForMemberId, memberId)));
    await t.tx
      .update(earnPromises)
      .set({ lapsedAt: t.now })
      .where(and(open, eq(earnPromises.memberId, memberId)));
  });
}
