import type { Ctx } from "@/server/kernel/ctx";
import { programInForce } from "@/server/points/queries";
import type { Occasion } from "../input";
import { evaluateOccasion } from "../rules/occasion";
import { rulesAt } from "./in-force";
import { limitsLeft } from "./limits-left";
import { situationOf } from "./quote-earning";

export interface AskedOccasion {
  memberId: string;
  occasion: Occasion;
  storeId: string | null;
  occurredAt: Date;
}

/**
 * What an occasion would give a member by the rules in force then; null where no rule speaks of it. Writes and locks nothing; part of
 * verbs and queries that have authorised.
 */
export async function quoteOccasion(ctx: Ctx, asked: AskedOccasion) {
  const inForce = await rulesAt(ctx, asked.occurredAt);
  const rules = (inForce?.rules ?? []).filter(
    ({ gives }) => gives.kind === "occasion" && gives.occasion === asked.occasion,
  );
  if (!inForce || rules.length === 0) return null;
  const zone = await programInForce(ctx, asked.occurredAt);
  const situation = await situationOf(ctx, asked, rules, zone);
  const left = await limitsLeft(ctx, asked.memberId, rules, situation.businessDate, inForce.version);
  const { timeZone, program } = zone;
  const of = { ...asked, ...inForce, rules, situation, left, program, at: asked.occurredAt, timeZone };
  return { ...evaluateOccasion(of), rules, version: inForce.version, day: situation.businessDate };
}
