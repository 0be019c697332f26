import { and, eq } from "drizzle-orm";
import { memberPasswords, memberSessions } from "@/db/schema/members";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { isPasswordRight } from "@/server/kernel/passwords";
import { countPasswordTry, forgivePasswordTry } from "@/server/tenancy/auth/door";
import { freshSignInMs } from "../rules/links";

const fresh = (ctx: Ctx, memberId: string, sessionId: string) =>
  read(ctx, (tx) =>
    tx
      .select({ createdAt: memberSessions.createdAt })
      .from(memberSessions)
      .where(
        and(
          eq(memberSessions.tenantId, ctx.tenant),
          eq(memberSessions.memberId, memberId),
          eq(memberSessions.id, sessionId),
        ),
      ),
  );

/** How somebody who is signed in shows that they still are who they were. */
export interface Proof {
  sessionId: string | null;
  presentPassword?: string;
  /** Only a throttle key. */
  origin: string;
}

/** True when this log-in began within the last quarter of an hour: whoever holds the phone has just shown who they are. */
export async function isFreshSignIn(ctx: Ctx, memberId: string, sessionId: string | null): Promise<boolean> {
  if (!sessionId) return false;
  const [session] = await fresh(ctx, memberId, sessionId);
  return session !== undefined && ctx.now.getTime() - session.createdAt.getTime() <= freshSignInMs;
}

/**
 * Passes a member who has just signed in, or who gives the present password. Throws `refused` (`prove_again`) when neither is
 * there, `invalid` (`present_password`) for a wrong one, `limited` after too many.
 */
export async function demandProof(ctx: Ctx, memberId: string, proof: Proof): Promise<void> {
  if (await isFreshSignIn(ctx, memberId, proof.sessionId)) return;
  if (!proof.presentPassword) throw new DomainError("refused", "members.prove_again");
  await countPasswordTry(`present:${ctx.tenant}`, proof.origin, memberId);
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ hash: memberPasswords.passwordHash })
      .from(memberPasswords)
      .where(and(eq(memberPasswords.tenantId, ctx.tenant), eq(memberPasswords.memberId, memberId))),
  );
  if (!(await isPasswordRight(row?.hash, proof.presentPassword)))
    throw new DomainError("invalid", "members.present_password", { field: "presentPassword" });
  await forgivePasswordTry(`present:${ctx.tenant}`, proof.origin, memberId);
}
