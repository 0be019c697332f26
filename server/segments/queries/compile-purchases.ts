import { type SQL, sql } from "drizzle-orm";
import type { LeafOf, PurchaseWhere } from "../input";
import { acceptsZero, spanOf } from "../rules/bounds";
import { all, between, isAny, listed, ofProducts, type Place, subSelect, within } from "./compile-parts";

/** Something of this line stayed with the member; false on the lines of a return. */
const isKept = sql`x.quantity > x.returned_quantity`;
/** A return whose sale is not known: it counts against the member at its own time. */
const isLooseReturn = sql`(x.quantity < 0 and x.return_of_line_id is null)`;

const matching = (where: PurchaseWhere | undefined, place: Place): SQL =>
  all([
    where && ofProducts(where, place),
    where?.storeIds && sql`(x.store_id is not null and ${isAny(sql`x.store_id`, where.storeIds, "uuid")})`,
    within(sql`x.occurred_at`, where?.period ? spanOf(where.period, place.at) : {}, place.at.now),
  ]);

const linesOf = (place: Place) => sql`from purchase_lines x where x.tenant_id = ${place.tenant}::uuid`;

const measures = {
  times: { of: sql`count(distinct x.purchase_id)`, rows: isKept },
  pieces: {
    of: sql`sum(case when x.quantity > 0 then x.quantity - x.returned_quantity else x.quantity end)`,
    rows: sql`(x.quantity > 0 or ${isLooseReturn})`,
  },
  yen: {
    // Most lines come back whole or not at all; only the others need the division (cut towards zero, as in the words).
    of: sql`sum(case when x.quantity < 0 or x.returned_quantity = 0 then x.amount_yen
      when x.returned_quantity >= x.quantity then 0
      else trunc(x.amount_yen::numeric * (x.quantity - x.returned_quantity) / x.quantity)::int8 end)`,
    rows: sql`(x.quantity > 0 or ${isLooseReturn})`,
  },
} as const;

/** How often, how many pieces, or for how much a member bought. */
export function bought(rule: LeafOf<"purchases">, place: Place): SQL {
  const match = matching(rule.where, place);
  if (rule.measure === "times" && rule.atLeast === 1 && rule.atMost === undefined)
    return subSelect("purchase_lines", place, [isKept, match]);
  if (rule.measure === "times" && rule.atMost === 0)
    return sql`(not ${subSelect("purchase_lines", place, [isKept, match])})`;
  const { of, rows } = measures[rule.measure];
  // Whoever has no line at all measures 0; where 0 is wanted, the wrong ones are listed and the rest are in.
  const isZeroEnough = acceptsZero(rule);
  const wanted = between(of, rule);
  const found = listed(
    place,
    sql`select x.member_id ${linesOf(place)} and ${rows} and ${match}
    group by x.member_id having ${isZeroEnough ? sql`not ${wanted}` : wanted}`,
  );
  return isZeroEnough ? sql`(not ${found})` : found;
}

/** When a member bought first or last. */
export function boughtWhen(rule: LeafOf<"first_purchase" | "last_purchase">, place: Place): SQL {
  const edge = rule.type === "first_purchase" ? sql`min(x.occurred_at)` : sql`max(x.occurred_at)`;
  return listed(
    place,
    sql`select x.member_id ${linesOf(place)} and ${isKept} and ${matching(rule.where, place)}
    group by x.member_id having ${within(edge, spanOf(rule.period, place.at), place.at.now)}`,
  );
}
