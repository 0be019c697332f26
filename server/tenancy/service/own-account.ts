import { and, eq, isNull, ne } from "drizzle-orm";
import type { z } from "zod";
import { staffAccounts, staffSessions } from "@/db/schema/tenancy";
import { parseInput } from "@/server/kernel/parse";
import { hashPassword } from "@/server/kernel/passwords";
import type { Door } from "../auth/door";
import { ownAccount, provePassword } from "../auth/own-session";
import { accountChange, passwordChange, sessionRef } from "../input";
import { recordAccountChange } from "./account-change";

// What somebody changes about themself. An account may work at several shops, so there is no tenant here; each shop's audit has it.

/** Name and language, for every shop at once. */
export async function changeOwnAccount(
  door: Door,
  sessionId: string | null,
  input: z.input<typeof accountChange>,
): Promise<void> {
  const account = await ownAccount(door, sessionId);
  const after = parseInput(accountChange, input);
  const before = { name: account.name, locale: account.locale };
  if (before.name === after.name && before.locale === after.locale) return;
  await door.db.transaction(null, "write", async (tx) => {
    await tx.update(staffAccounts).set(after).where(eq(staffAccounts.id, account.id));
    await recordAccountChange(door, tx, account.id, { action: "tenancy.change_account", before, after });
  });
}

/**
 * Sets a new password, ends the account's other sessions and tells its owner by mail. Asks for the present one, where there is one.
 * Throws `unauthenticated`, `invalid` `tenancy.password_wrong`, `limited`.
 */
export async function changeOwnPassword(
  door: Door,
  sessionId: string | null,
  input: z.input<typeof passwordChange>,
): Promise<void> {
  const account = await ownAccount(door, sessionId);
  const { current, password, origin } = parseInput(passwordChange, input);
  if (account.passwordHash !== null) await provePassword(door, account, current, origin);
  const passwordHash = await hashPassword(password);
  await door.db.transaction(null, "write", async (tx) => {
    await tx
      .update(staffAccounts)
      .set({ passwordHash, passwordSetAt: door.now })
      .where(eq(staffAccounts.id, account.id));
    await tx
      .update(staffSessions)
      .set({ revokedAt: door.now })
      .where(othersOf(account.id, sessionId ?? ""));
    await recordAccountChange(door, tx, account.id, { action: "tenancy.change_password" }, "password");
  });
}

const othersOf = (accountId: string, sessionId: string) =>
  and(eq(staffSessions.accountId, accountId), ne(staffSessions.id, sessionId), isNull(staffSessions.revokedAt));

/** Ends one of one's own sessions, on whatever device. Another person's is not found and nothing happens. */
export async function endOwnSession(
  door: Door,
  sessionId: string | null,
  input: z.input<typeof sessionRef>,
): Promise<void> {
  const account = await ownAccount(door, sessionId);
  const ended = parseInput(sessionRef, input);
  await door.db.transaction(null, "write", (tx) =>
    tx
      .update(staffSessions)
      .set({ revokedAt: door.now })
      .where(
        and(
          eq(staffSessions.id, ended.sessionId),
          eq(staffSessions.accountId, account.id),
          isNull(staffSessions.revokedAt),
        ),
      ),
  );
}

/** Ends every session of the account but this one; gives how many. */
export async function endOtherSessions(door: Door, sessionId: string | null): Promise<number> {
  const account = await ownAccount(door, sessionId);
  const ended = await door.db.transaction(null, "write", (tx) =>
    tx
      .update(staffSessions)
      .set({ revokedAt: door.now })
      .where(othersOf(account.id, sessionId ?? ""))
      .returning({ id: staffSessions.id }),
  );
  return ended.length;
}
