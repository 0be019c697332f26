import type { Ctx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { PersonSource } from "@/server/kernel/person-data";
import type { z } from "zod";
import type { ownWithdrawal } from "../input";
import { exportPerson } from "../queries/export-person";
import { memberById } from "../queries/find-member";
import { demandProof, type Proof } from "./demand-proof";
import { withdrawMember } from "./withdraw-member";

/** The acting member, who has shown again who they are; before there is a proven address there is nothing to show it by. */
async function provenSelf(ctx: Ctx, proof: Proof): Promise<string> {
  const { actor } = ctx;
  if (actor.kind !== "member") throw new DomainError("forbidden", "members.not_yours");
  const { emailVerifiedAt } = await memberById(ctx, actor.id);
  if (emailVerifiedAt) await demandProof(ctx, actor.id, proof);
  return actor.id;
}

/** Ends the acting member's own membership. Throws what `demandProof` and `withdrawMember` throw. */
export async function withdrawSelf(ctx: Ctx, proof: Proof, input: Pick<z.input<typeof ownWithdrawal>, "reason">) {
  const memberId = await provenSelf(ctx, proof);
  return withdrawMember(ctx, { memberId, ...(input.reason ? { reason: input.reason } : {}) });
}

/** Everything held about the acting member: a phone left on a table is not enough to carry it away. Throws what `demandProof` throws. */
export const exportSelf = async (ctx: Ctx, proof: Proof, sources: readonly PersonSource[]) =>
  exportPerson(ctx, { memberId: await provenSelf(ctx, proof) }, sources);
