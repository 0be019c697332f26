import { and, eq, isNull, ne } from "drizzle-orm";
import { memberPasswords, memberSessions } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { hashPassword } from "@/server/kernel/passwords";
import type { z } from "zod";
import { passwordChange } from "../input";
import { memberById } from "../queries/find-member";
import { demandProof, type Proof } from "./demand-proof";
import { lockMember } from "./key-holder";

async function putPassword(t: TxCtx, memberId: string, passwordHash: string, keepSession: string | null) {
  const sessions = and(
    eq(memberSessions.tenantId, t.tenant),
    eq(memberSessions.memberId, memberId),
    isNull(memberSessions.revokedAt),
  );
  await t.tx
    .update(memberSessions)
    .set({ revokedAt: t.now })
    .where(keepSession ? and(sessions, ne(memberSessions.id, keepSession)) : sessions);
  await audit(t, { action: "members.set_password", subject: { kind: "member", id: memberId }, memberId });
  const member = await lockMember(t, memberId);
  if (!member.emailVerifiedAt || !member.emailNormalised) throw new DomainError("refused", "members.email_not_proven");
  if (t.actor.kind === "member")
    await emit(t, "member.access_changed", { memberId, what: "password", tell: member.emailNormalised });
  await t.tx
    .insert(memberPasswords)
    .values({ tenantId: t.tenant, memberId, passwordHash, setAt: t.now })
    .onConflictDoUpdate({
      target: [memberPasswords.tenantId, memberPasswords.memberId],
      set: { passwordHash, setAt: t.now },
    });
}

/**
 * Sets the acting member's password, ends their other sessions and has their address told. Throws `refused` until an address is
 * proven (else it opens nothing), and what `demandProof` throws for one who signed in long ago.
 */
export async function setMemberPassword(
  ctx: Ctx,
  sessionId: string | null,
  input: z.input<typeof passwordChange>,
  given: Partial<Omit<Proof, "sessionId">> = {},
): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "member") throw new DomainError("forbidden", "members.not_yours");
  const { password } = parseInput(passwordChange, input);
  const { emailVerifiedAt } = await memberById(ctx, actor.id);
  if (!emailVerifiedAt) throw new DomainError("refused", "members.email_not_proven");
  await demandProof(ctx, actor.id, { origin: "unknown", ...given, sessionId });
  const passwordHash = await hashPassword(password);
  await inTransaction(ctx, (t) => putPassword(t, actor.id, passwordHash, sessionId));
}

/** Gives a member a password: for setting up a shop, never for staff. */
export async function giveMemberPassword(ctx: Ctx, memberId: string, password: string): Promise<void> {
  if (ctx.actor.kind !== "system") throw new DomainError("forbidden", "members.not_yours");
  const passwordHash = await hashPassword(parseInput(passwordChange, { password }).password);
  await inTransaction(ctx, (t) => putPassword(t, memberId, passwordHash, null));
}
