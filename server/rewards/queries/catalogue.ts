import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { rewardOrders, rewardStocks, rewards } from "@/db/schema/rewards";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { businessDayIn } from "@/server/kernel/time";
import { walletOf } from "@/server/points/queries";
import { rankOf } from "@/server/ranks/queries/rank-of";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import { canExchange, canReadRewards } from "../access";
import { rewardKey, rewardList, type RewardState, type RewardTexts } from "../input";
import { type OfferProblem, problemOf } from "../rules/offer";

const columns = {
  rewardId: rewards.id,
  kind: rewards.kind,
  texts: rewards.texts,
  pricePoints: rewards.pricePoints,
  valueYen: rewards.valueYen,
  pictureId: rewards.pictureId,
  couponId: rewards.couponId,
  mostPerMember: rewards.mostPerMember,
  rankIds: rewards.rankIds,
  storeIds: rewards.storeIds,
  validFrom: rewards.validFrom,
  validUntil: rewards.validUntil,
  place: rewards.place,
  revision: rewards.revision,
  stoppedAt: rewards.stoppedAt,
  pieces: rewardStocks.pieces,
};

const rowsOf = async (ctx: Ctx, rewardId?: string) =>
  (
    await read(ctx, (tx) =>
      tx
        .select(columns)
        .from(rewards)
        .leftJoin(rewardStocks, and(eq(rewardStocks.tenantId, rewards.tenantId), eq(rewardStocks.rewardId, rewards.id)))
        .where(and(eq(rewards.tenantId, ctx.tenant), rewardId === undefined ? undefined : eq(rewards.id, rewardId)))
        .orderBy(asc(rewards.place), asc(rewards.id))
        .limit(500),
    )
  ).map((row) => ({
    ...row,
    kind: row.kind as "goods" | "coupon",
    texts: row.texts as RewardTexts,
    rankIds: (row.rankIds ?? []) as string[],
    storeIds: (row.storeIds ?? []) as string[],
  }));

function stateOf(
  row: { stoppedAt: Date | null; validFrom: Date | null; validUntil: Date | null },
  at: Date,
): RewardState {
  if (row.stoppedAt) return "stopped";
  if (row.validUntil && row.validUntil <= at) return "over";
  return row.validFrom && row.validFrom > at ? "coming" : "offered";
}

/** The catalogue as the shop's people see it, with how many were exchanged. */
export async function listRewards(ctx: Ctx, input: z.input<typeof rewardList>) {
  demand(canReadRewards(ctx.actor));
  const { q, state } = parseInput(rewardList, input);
  const fold = (text: string) => text.normalize("NFKC").toLowerCase();
  const counts = await exchangedOf(ctx);
  return (await rowsOf(ctx))
    .map((row) => ({ ...row, state: stateOf(row, ctx.now), exchanged: counts.get(row.rewardId) ?? 0 }))
    .filter((row) => state === undefined || row.state === state)
    .filter(({ texts: { title } }) => q === "" || fold(`${title.ja} ${title.en}`).includes(fold(q)));
}

async function exchangedOf(ctx: Ctx): Promise<Map<string, number>> {
  const rows = await read(ctx, (tx) =>
    tx
      .select({ rewardId: rewardOrders.rewardId, n: sql<number>`count(*)`.mapWith(Number) })
      .from(rewardOrders)
      .where(and(eq(rewardOrders.tenantId, ctx.tenant), ne(rewardOrders.state, "cancelled")))
      .groupBy(rewardOrders.rewardId),
  );
  return new Map(rows.map(({ rewardId, n }) => [rewardId, n]));
}

/** One reward for the editor, its days as business days. Throws not_found. */
export async function rewardById(ctx: Ctx, input: z.input<typeof rewardKey>) {
  demand(canReadRewards(ctx.actor));
  const { rewardId } = parseInput(rewardKey, input);
  const [row] = await rowsOf(ctx, rewardId);
  if (!row) throw new DomainError("not_found", "rewards.reward");
  const { timeZone, businessDayStartMinutes } = await tenantOf(ctx);
  const dayOf = (at: Date | null) => (at === null ? null : businessDayIn(at, timeZone, businessDayStartMinutes));
  const from = dayOf(row.validFrom);
  const until = row.validUntil === null ? null : dayOf(new Date(row.validUntil.getTime() - 1));
  return { ...row, from, until, state: stateOf(row, ctx.now) };
}

/** What a member sees: everything in the catalogue now, and why something cannot be had. */
export async function catalogueFor(ctx: Ctx, memberId: string) {
  demand(canExchange(ctx.actor, memberId));
  const [rows, wallet, rank, stores, own] = [
    await rowsOf(ctx),
    await walletOf(ctx, memberId),
    await rankOf(ctx, memberId),
    await storesOf(ctx),
    await ownCounts(ctx, memberId),
  ];
  return {
    available: wallet.available,
    rewards: rows
      .filter((row) => stateOf(row, ctx.now) === "offered")
      .map((row) => {
        const facts = {
          rankId: rank?.rankId ?? null,
          exchanged: own.get(row.rewardId) ?? 0,
          available: wallet.available,
        };
        const problem: OfferProblem | null = problemOf(row, facts, ctx.now);
        const places = stores.filter(
          ({ id, kind }) => kind === "shop" && (row.storeIds.length === 0 || row.storeIds.includes(id)),
        );
        return {
          rewardId: row.rewardId,
          kind: row.kind,
          texts: row.texts,
          pricePoints: row.pricePoints,
          pictureId: row.pictureId,
          pieces: row.pieces,
          validUntil: row.validUntil,
          mostPerMember: row.mostPerMember,
          problem,
          missingPoints: Math.max(0, row.pricePoints - wallet.available),
          stores: row.kind === "goods" ? places.map(({ id, name }) => ({ id, name })) : [],
        };
      }),
  };
}

async function ownCounts(ctx: Ctx, memberId: string): Promise<Map<string, number>> {
  const rows = await read(ctx, (tx) =>
    tx
      .select({ rewardId: rewardOrders.rewardId, n: sql<number>`count(*)`.mapWith(Number) })
      .from(rewardOrders)
      .where(
        and(
          eq(rewardOrders.tenantId, ctx.tenant),
          eq(rewardOrders.memberId, memberId),
          ne(rewardOrders.state, "cancelled"),
        ),
      )
      .groupBy(rewardOrders.rewardId),
  );
  return new Map(rows.map(({ rewardId, n }) => [rewardId, n]));
}
