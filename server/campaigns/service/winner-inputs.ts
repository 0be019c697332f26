import { sql } from "drizzle-orm";
import { productsByIds } from "@/server/catalog/queries";
import type { MailInputs, MailItem, MailLocale } from "@/server/contents/input";
import { recommendationsFor } from "@/server/insights/queries";
import type { TxCtx } from "@/server/kernel/ctx";
import { dayIn, daysBetween } from "@/server/kernel/time";
import { walletsOf } from "@/server/points/queries";
import { ranksOf } from "@/server/ranks/queries/standing";
import type { FrozenDefinition } from "../input";
import type { Winner } from "./decide-sql";

export interface Filled {
  locale: MailLocale;
  inputs: MailInputs;
}

/** The coupon of the winner at that place, in their language. */
export type CouponOf = (at: number, locale: MailLocale) => MailInputs["coupon"];

interface Recipient extends Record<string, unknown> {
  member_id: string;
  locale: MailLocale;
  family_name: string | null;
  given_name: string | null;
}

/**
 * What fills the mail of each winner of one version, in the winners' order: their name, and what the offer and the occurrence
 * call for. A fixed number of round trips, however many there are.
 */
export async function fillWinners(
  t: TxCtx,
  definition: Pick<FrozenDefinition, "offer">,
  winners: readonly Pick<Winner, "member_id" | "facts">[],
  sendAt: Date,
  timeZone: string,
  couponOf: CouponOf = () => undefined,
): Promise<Filled[]> {
  const memberIds = [...new Set(winners.map((winner) => winner.member_id))];
  const { showPoints, recommendations } = definition.offer;
  const people = await recipients(t, memberIds);
  const wallets = showPoints ? await walletsOf(t, memberIds) : null;
  const picks = recommendations > 0 ? await recommendationsFor(t, memberIds, { count: recommendations }) : null;
  const ofFacts = winners.flatMap((winner) => winner.facts.productId ?? []);
  const ofPicks = [...(picks?.values() ?? [])].flatMap((items) => items.map((item) => item.productId));
  const products = new Map(
    (await productsByIds(t, [...new Set([...ofFacts, ...ofPicks])])).map((p) => [p.productId, p]),
  );
  const ranks = new Map((await ranksOf(t, memberIds)).map(({ memberId, name }) => [memberId, name]));
  const today = dayIn(sendAt, timeZone);

  return winners.map((winner, at) => {
    const person = people.get(winner.member_id);
    const inputs: MailInputs = { name: [person?.family_name, person?.given_name].filter(Boolean).join(" ") || null };
    const rank = ranks.get(winner.member_id)?.[person?.locale ?? "ja"];
    if (rank) inputs.rank = rank;
    const wallet = wallets?.get(winner.member_id);
    if (wallet) {
      const { nextExpiry } = wallet;
      inputs.points = {
        available: wallet.available,
        nextExpiry: nextExpiry && { points: nextExpiry.points, on: nextExpiry.lastDay },
      };
    }
    const items = picks?.get(winner.member_id)?.flatMap(({ productId }): MailItem[] => {
      const product = products.get(productId);
      return product ? [{ productId, name: product.name, priceYen: product.priceYen, imageUrl: product.imageUrl }] : [];
    });
    if (items && items.length > 0) inputs.items = items;
    const coupon = couponOf(at, person?.locale ?? "ja");
    if (coupon) inputs.coupon = coupon;
    const { warrantyId, productId, endsOn } = winner.facts;
    if (warrantyId && productId && endsOn) {
      const product = products.get(productId);
      inputs.warranty = {
        warrantyId,
        productId,
        productName: product?.name ?? "",
        imageUrl: product?.imageUrl ?? null,
        endsOn,
        daysLeft: daysBetween(today, endsOn),
      };
    }
    return { locale: person?.locale ?? "ja", inputs };
  });
}

async function recipients(t: TxCtx, memberIds: string[]): Promise<Map<string, Recipient>> {
  const { rows } = await t.tx.execute<Recipient>(sql`select member_id, locale, family_name, given_name from members
    where tenant_id = ${t.tenant} and member_id = any(${sql.param(memberIds)}::uuid[])`);
  return new Map(rows.map((row) => [row.member_id, row]));
}
