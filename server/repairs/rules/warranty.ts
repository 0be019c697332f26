import { addDays } from "@/server/kernel/time";
import type { Cause, Coverage, Excludable, RepairPolicy, Symptom } from "../input";

/** A warranty as the judgement needs it; days are calendar days of the shop. */
export interface JudgedWarranty {
  startsOn: string;
  endsOn: string;
  isVoided: boolean;
  /** Pieces of its purchase line that were neither returned nor are being repaired already. */
  piecesLeft: number;
}

export type JudgementReason =
  | "in_warranty"
  | "in_grace"
  | "no_warranty"
  | "voided"
  | "no_piece_left"
  | "not_begun"
  | "ended"
  | `excluded_${Excludable}`;

export interface Judgement {
  coverage: Coverage;
  reason: JudgementReason;
}

/** What wears out is no defect, whoever says nothing about its cause. */
const consumables: ReadonlySet<Symptom> = new Set(["battery", "faint_print"]);

const damageOf = (symptom: Symptom, cause: Cause): Excludable | null => {
  if (cause !== "unknown") return cause;
  return consumables.has(symptom) ? "consumable" : null;
};

/**
 * Whether a repair is under warranty or paid, and why: a warranty of a piece that is still the member's, running on the day of the
 * request (or within the shop's days of grace), for damage that the shop's policy does not leave out.
 */
export function judgeWarranty(of: {
  requestedOn: string;
  warranty: JudgedWarranty | null;
  symptom: Symptom;
  cause: Cause;
  policy: Pick<RepairPolicy, "excluded" | "graceDays">;
}): Judgement {
  const { requestedOn, warranty, policy } = of;
  const paid = (reason: JudgementReason): Judgement => ({ coverage: "paid", reason });
  if (!warranty) return paid("no_warranty");
  if (warranty.isVoided) return paid("voided");
  if (warranty.piecesLeft < 1) return paid("no_piece_left");
  if (requestedOn < warranty.startsOn) return paid("not_begun");
  if (requestedOn > addDays(warranty.endsOn, policy.graceDays)) return paid("ended");
  const damage = damageOf(of.symptom, of.cause);
  if (damage && policy.excluded.includes(damage)) return paid(`excluded_${damage}`);
  return { coverage: "warranty", reason: requestedOn > warranty.endsOn ? "in_grace" : "in_warranty" };
}
