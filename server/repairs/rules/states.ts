import { type RepairState, repairStates } from "../input";

/** Who takes a step: the shop's people (and the product itself), or the member whose thing it is. */
export type Party = "staff" | "member";

const shop: readonly Party[] = ["staff"];
const either: readonly Party[] = ["staff", "member"];

/** Every step there is, and who may take it. What is not here cannot happen. */
export const steps: Readonly<Record<RepairState, Partial<Record<RepairState, readonly Party[]>>>> = {
  received: { quoted: shop, approved: shop, refused: shop, cancelled: either },
  quoted: { quoted: shop, approved: either, declined: either, refused: shop, cancelled: either },
  // Once opened, a product may turn out to need more than was agreed: a new estimate, and a new yes.
  approved: { in_repair: shop, quoted: shop, refused: shop },
  in_repair: { ready: shop, quoted: shop, refused: shop },
  ready: { done: shop, in_repair: shop },
  declined: { quoted: shop },
  done: {},
  refused: {},
  cancelled: {},
};

/** Null when the party may take the step, else the reason why not. */
export function stepRefusal(
  from: RepairState,
  to: RepairState,
  party: Party,
): null | "repairs.step_not_allowed" | "repairs.step_not_yours" {
  const parties = steps[from][to];
  if (!parties) return "repairs.step_not_allowed";
  return parties.includes(party) ? null : "repairs.step_not_yours";
}

/** The states that the party may move to from here. */
export const nextStates = (from: RepairState, party: Party): RepairState[] =>
  repairStates.filter((to) => stepRefusal(from, to, party) === null);

/** Nobody waits for anything any more, unless the product still lies in the shop. */
export const isClosed = (state: RepairState): boolean =>
  state === "done" || state === "declined" || state === "refused" || state === "cancelled";
