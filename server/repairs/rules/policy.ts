import { openStates, type RepairPolicy, type RepairState } from "../input";

/** What counts until a shop has said otherwise. */
export const defaultPolicy: RepairPolicy = {
  excluded: ["drop", "water", "disaster", "misuse", "consumable"],
  graceDays: 0,
  diagnosticFeeYen: 3_300,
  estimateValidDays: 14,
  taxPercent: 10,
  isPickUpOffered: true,
  pickUpLeadDays: 2,
  pickUpStoreId: null,
  targetDays: { received: 3, quoted: 7, approved: 2, in_repair: 14, ready: 14 },
};

/** When a state that began at `since` has lasted too long; null for states in which nobody waits. */
export function dueAtOf(state: RepairState, since: Date, policy: Pick<RepairPolicy, "targetDays">): Date | null {
  const open = openStates.find((one) => one === state);
  return open ? new Date(since.getTime() + policy.targetDays[open] * 86_400_000) : null;
}
