import { members } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import type { z } from "zod";
import { canReplaceProvenEmail, canSeeMembers } from "../access";
import { staffEmailInput } from "../input";
import { demandKey, lockMember, nextVersion, releaseKey, thisMember } from "./key-holder";

/** Moves the member to an address, in the transaction of `t`. Throws `conflict` when it is another member's. */
export async function moveToEmail(t: TxCtx, memberId: string, email: string | null, isProven: boolean): Promise<void> {
  const before = await lockMember(t, memberId);
  if (before.withdrawnAt) throw new DomainError("refused", "members.withdrawn");
  const isSame = before.emailNormalised === email;
  if (isSame && (!isProven || before.emailVerifiedAt)) return;
  await audit(t, {
    action: "members.set_email",
    subject: { kind: "member", id: memberId },
    memberId,
    after: { isProven, isEmpty: email === null, fields: ["email"], version: before.version + 1 },
  });
  if (!isSame && before.emailVerifiedAt && before.emailNormalised)
    await emit(t, "member.access_changed", { memberId, what: "email", tell: before.emailNormalised });
  if (!isSame) {
    if (before.emailNormalised) await releaseKey(t, memberId, "email", before.emailNormalised);
    if (email) await demandKey(t, memberId, "email", email, "members.email_taken");
  }
  await t.tx
    .update(members)
    .set({ emailNormalised: email, emailVerifiedAt: isProven ? t.now : null, updatedAt: t.now, version: nextVersion })
    .where(thisMember(t, memberId));
}

/**
 * Writes down an address that a member gave at the counter; unproven until a link sent there is opened. Members change their own
 * by a verification link only (`requestEmailVerification`). Throws `forbidden` when a proven one would be replaced by anyone
 * but an owner.
 */
export async function setEmailForMember(ctx: Ctx, input: z.input<typeof staffEmailInput>): Promise<void> {
  demand(canSeeMembers(ctx.actor));
  const { memberId, email } = parseInput(staffEmailInput, input);
  await inTransaction(ctx, async (t) => {
    const before = await lockMember(t, memberId);
    if (before.emailVerifiedAt && before.emailNormalised !== email) demand(canReplaceProvenEmail(t.actor));
    await moveToEmail(t, memberId, email, false);
  });
}
