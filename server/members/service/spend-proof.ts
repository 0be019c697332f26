import type { z } from "zod";
import { audit } from "@/server/kernel/audit";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { staffMay } from "@/server/kernel/permissions";
import type { spendProofInput } from "../input";
import { isPermitGood } from "../rules/permit";

/**
 * Before staff spend somebody's points by hand: where the shop asks for the code on the phone, that code must have been read within a
 * quarter of an hour, or a manager says why it goes without, which is written down. Throws refused `members.code_needed`, forbidden
 * `members.code_role`.
 */
export async function demandSpendProof(
  t: TxCtx,
  memberId: string,
  proof: z.output<typeof spendProofInput> | undefined,
): Promise<void> {
  if (t.actor.kind !== "staff") return;
  const { spendProof } = await tenantOf(t);
  if (spendProof !== "code") return;
  if (proof?.permit && isPermitGood(t.tenant, memberId, proof.permit, t.now)) return;
  const reason = proof?.withoutCode;
  if (!reason) throw new DomainError("refused", "members.code_needed");
  if (!staffMay(t.actor, "points.spend_without_code")) throw new DomainError("forbidden", "members.code_role");
  const subject = { kind: "member", id: memberId };
  await audit(t, { action: "members.spend_without_code", subject, memberId, after: { reason } });
}
