import { eq, and } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { type Ctx, read } from "@/server/kernel/ctx";
import { businessDayIn, minutesOfDayIn } from "@/server/kernel/time";
import { type ProgramInForce, programInForce } from "@/server/points/queries";
import { rankOf } from "@/server/ranks/queries/rank-of";
import type { Basket, EarnRule } from "../input";
import { type Evaluation, evaluate, type EvaluationInput } from "../rules/evaluate";
import { limitsLeft } from "./limits-left";
import { type RulesInForce, rulesAt } from "./in-force";

export interface EarningQuote extends Evaluation {
  /** False where the shop has no rules in force and no coupon multiplies: only the program counts, as it always did. */
  isByRules: boolean;
  version: number | null;
  businessDate: string;
  /** Rules of the parts, for their limits. */
  rules: readonly EarnRule[];
  zone: ProgramInForce;
}

/** A basket whose caller looks up only when a rule asks, and then under the member's lock, whether this is the first purchase. */
export type AskedBasket = Omit<Basket, "isFirstPurchase"> & { isFirstPurchase: boolean | (() => Promise<boolean>) };

/** Rules in place of those in force, and a member's rank in place of the real one: for dry runs. */
export interface Instead {
  rules?: RulesInForce | null;
  rankId?: string | null;
}

const asks = (rules: readonly EarnRule[], field: keyof EarnRule["when"]) =>
  rules.some(({ when }) => when[field] !== undefined);

/** Rank and birthday, looked up only where a rule asks for them. */
export async function situationOf(
  ctx: Ctx,
  who: { memberId: string; occurredAt: Date },
  rules: readonly EarnRule[],
  zone: ProgramInForce,
  rankId?: string | null,
) {
  const rank =
    rankId === undefined && asks(rules, "rankIds")
      ? await rankOf(ctx, who.memberId, who.occurredAt < ctx.now ? who.occurredAt : undefined)
      : null;
  const [person] = asks(rules, "birthday")
    ? await read(ctx, (tx) =>
        tx
          .select({ birthday: members.birthday })
          .from(members)
          .where(and(eq(members.tenantId, ctx.tenant), eq(members.memberId, who.memberId))),
      )
    : [];
  return {
    rankId: rankId === undefined ? (rank?.rankId ?? null) : rankId,
    birthday: person?.birthday ?? null,
    businessDate: businessDayIn(who.occurredAt, zone.timeZone, zone.dayStartMinutes),
    minutesOfDay: minutesOfDayIn(who.occurredAt, zone.timeZone),
  };
}

/**
 * What a basket earns and why, rule by rule and line by line, by the rules in force when it is sold. Writes and locks nothing; part of
 * verbs and queries that have authorised.
 */
export async function quoteEarning(ctx: Ctx, asked: AskedBasket, instead: Instead = {}): Promise<EarningQuote> {
  const zone = await programInForce(ctx, asked.occurredAt);
  const inForce = instead.rules === undefined ? await rulesAt(ctx, asked.occurredAt) : instead.rules;
  const rules = inForce?.rules ?? [];
  const { isFirstPurchase: first } = asked;
  const isFirstPurchase = typeof first === "boolean" ? first : asks(rules, "isFirstPurchase") && (await first());
  const basket: Basket = { ...asked, isFirstPurchase };
  const situation = await situationOf(ctx, basket, rules, zone, instead.rankId);
  const left = await limitsLeft(ctx, basket.memberId, rules, situation.businessDate, inForce?.version ?? 0);
  const input: EvaluationInput = {
    basket,
    program: zone.program,
    rules,
    version: inForce?.version ?? null,
    pausedRuleIds: inForce?.pausedRuleIds ?? new Set(),
    situation,
    left,
    timeZone: zone.timeZone,
  };
  return {
    ...evaluate(input),
    isByRules: inForce !== null || basket.couponMultipliers.length > 0,
    version: input.version,
    businessDate: situation.businessDate,
    rules,
    zone,
  };
}
