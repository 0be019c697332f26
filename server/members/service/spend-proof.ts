import type { z } from "zod";
import { audit } from "@/server/kernel/audit";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { staffMay } from "@/server/kernel/permissions";
import type { spendProofInput } from "../input";
import { isPermitGood } from "../rules/permit";
import { countOffline } from "./offline-spend";

/** How long a sale of the counter may wait for the network with its proof: one day of work. */
const mostLateMs = 24 * 3_600_000;

/**
 * Before staff spend somebody's points by hand: where the shop asks for the code on the phone, that code must have been read within a
 * quarter of an hour, or a manager says why it goes without, which is written down. A sale that waited for the network (`late`) is held
 * against when it was made; its points count towards the card's limit of the day, as a till's do. Throws refused `members.code_needed`,
 * `pos.offline_limit`, forbidden `members.code_role`.
 */
export async function demandSpendProof(
  t: TxCtx,
  memberId: string,
  proof: z.output<typeof spendProofInput> | undefined,
  late?: { madeAt: Date; points: number },
): Promise<void> {
  if (t.actor.kind !== "staff") return;
  const { spendProof } = await tenantOf(t);
  if (spendProof !== "code") return;
  if (proof?.permit && isPermitGood(t.tenant, memberId, proof.permit, t.now)) return;
  if (late && proof?.permit && isPermitGood(t.tenant, memberId, proof.permit, late.madeAt)) {
    const lateMs = t.now.getTime() - late.madeAt.getTime();
    if (lateMs > 0 && lateMs <= mostLateMs) return countOffline(t, memberId, late.points, late.madeAt);
  }
  const reason = proof?.withoutCode;
  if (!reason) throw new DomainError("refused", "members.code_needed");
  if (!staffMay(t.actor, "points.spend_without_code")) throw new DomainError("forbidden", "members.code_role");
  const subject = { kind: "member", id: memberId };
  await audit(t, { action: "members.spend_without_code", subject, memberId, after: { reason } });
}
