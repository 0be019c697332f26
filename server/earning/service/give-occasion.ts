import { and, asc, eq } from "drizzle-orm";
import { earnParts } from "@/db/schema/earning";
import type { TxCtx } from "@/server/kernel/ctx";
import { sha256 } from "@/server/kernel/signing";
import { type AskedOccasion, quoteOccasion } from "../queries/quote-occasion";
import { fundParts, postParts } from "./post-parts";

export interface OccasionAward {
  points: number;
  /** Promised, not given yet: the friend's first purchase is waited for. */
  promisedPoints: number;
  parts: { label: string; points: number; availableAt: Date; expiresAt: Date }[];
  isRepeat: boolean;
}

export type Asked = AskedOccasion & { key: string };

/** One key of an occasion is one cause, whoever tells it how often: a uuid v8 of its name. */
export function occasionCause(
  tenant: string,
  { memberId, occasion, key }: Omit<Asked, "storeId" | "occurredAt">,
): string {
  const hex = sha256(`occasion:${tenant}:${memberId}:${occasion}:${key}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Gives what the rules give for the occasion, once per key. Part of verbs that have authorised and hold the member's lock. */
export async function giveOccasion(t: TxCtx, asked: Asked): Promise<OccasionAward> {
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
