import { eq } from "drizzle-orm";
import { staffAccounts } from "@/db/schema/tenancy";
import { DomainError } from "@/server/kernel/errors";
import { isPasswordRight } from "@/server/kernel/passwords";
import { countPasswordTry, type Door, forgivePasswordTry } from "./door";
import { accountOfSession } from "./staff-session";

export type OwnAccount = typeof staffAccounts.$inferSelect;

/** The account of a session. Throws `unauthenticated` when it is over or waits for its second step. */
export async function ownAccount(door: Door, sessionId: string | null): Promise<OwnAccount> {
  const accountId = sessionId && (await accountOfSession(door.db, sessionId, door.now));
  const [account] = accountId
    ? await door.db.transaction(null, "read", (tx) =>
        tx.select().from(staffAccounts).where(eq(staffAccounts.id, accountId)),
      )
    : [];
  if (!account) throw new DomainError("unauthenticated", "auth.sign_in_required");
  return account;
}

/**
 * Asks somebody who is signed in for the password once more, before what an unlocked screen alone must not do. Counts as a try to
 * sign in. Throws `limited`, `invalid` `tenancy.password_wrong`.
 */
export async function provePassword(door: Door, account: OwnAccount, password: string, origin: string): Promise<void> {
  await countPasswordTry("staff", origin, account.emailNormalised);
  if (!(await isPasswordRight(account.passwordHash, password)))
    throw new DomainError("invalid", "tenancy.password_wrong", { field: "password" });
  await forgivePasswordTry("staff", origin, account.emailNormalised);
}
