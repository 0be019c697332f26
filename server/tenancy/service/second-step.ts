import { and, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { z } from "zod";
import { staffRecoveryCodes, staffTotp } from "@/db/schema/access";
import { staffSessions } from "@/db/schema/tenancy";
import type { Tx } from "@/server/kernel/database";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { forgive, throttle } from "@/server/kernel/throttle";
import type { Door } from "../auth/door";
import {
  newRecoveryCode,
  newTotpSecret,
  openTotpSecret,
  recoveryCodeCount,
  recoveryHash,
  sealTotpSecret,
  stepOfCode,
  totpAddress,
  totpQr,
} from "../auth/one-time-codes";
import { ownAccount, provePassword } from "../auth/own-session";
import { accountAwaitingCode } from "../auth/staff-session";
import { oneTimeCode, passwordProof } from "../input";
import { sessionEnd, staffSessionIdleMs, staffSessionLifeMs } from "../rules";
import { recordAccountChange } from "./account-change";

// Three codes fit at a time, of a million: five tries in a quarter of an hour are one in 67,000.
const byAccount = { name: "totp-account", points: 5, windowSeconds: 900 };
const byOrigin = { name: "totp-origin", points: 40, windowSeconds: 900 };

const wrongCode = () => new DomainError("invalid", "tenancy.code_wrong", { field: "code" });

/** Begins to set up a second step: a secret for an authenticator app, which counts from `confirmTotp` on. Throws `conflict` `tenancy.totp_on`. */
export async function beginTotp(
  door: Door,
  sessionId: string | null,
): Promise<{ secret: string; address: string; qr: string }> {
  const account = await ownAccount(door, sessionId);
  const secret = newTotpSecret();
  const values = { secretSealed: sealTotpSecret(account.id, secret), createdAt: door.now, lastStep: 0 };
  const begun = await door.db.transaction(null, "write", (tx) =>
    tx
      .insert(staffTotp)
      .values({ accountId: account.id, ...values })
      .onConflictDoUpdate({ target: staffTotp.accountId, set: values, setWhere: isNull(staffTotp.confirmedAt) })
      .returning({ accountId: staffTotp.accountId }),
  );
  if (begun.length === 0) throw new DomainError("conflict", "tenancy.totp_on");
  const address = totpAddress(secret, account.emailNormalised);
  return { secret, address, qr: totpQr(address) };
}

/** Turns the second step on with a code of the app; gives the recovery codes, which are never shown again. Throws `tenancy.code_wrong`. */
export async function confirmTotp(
  door: Door,
  sessionId: string | null,
  input: z.input<typeof oneTimeCode>,
): Promise<string[]> {
  const account = await ownAccount(door, sessionId);
  const { code, origin } = parseInput(oneTimeCode, input);
  await countTry(account.id, origin);
  const codes = await door.db.transaction(null, "write", async (tx) => {
    const [row] = await tx
      .select()
      .from(staffTotp)
      .where(and(eq(staffTotp.accountId, account.id), isNull(staffTotp.confirmedAt)))
      .for("update");
    const secret = row && openTotpSecret(account.id, row.secretSealed);
    const step = secret ? stepOfCode(secret, code, door.now) : null;
    if (step === null) throw wrongCode();
    await tx
      .update(staffTotp)
      .set({ confirmedAt: door.now, lastStep: step })
      .where(eq(staffTotp.accountId, account.id));
    const made = await newCodes(tx, account.id, door.now);
    await recordAccountChange(door, tx, account.id, { action: "tenancy.totp_on" }, "totp_on");
    return made;
  });
  await forgiveTry(account.id, origin);
  return codes;
}

/** Turns the second step off. Asks for the password. Throws `refused` `tenancy.totp_required` where a shop of the account asks for it. */
export async function turnTotpOff(
  door: Door,
  sessionId: string | null,
  input: z.input<typeof passwordProof>,
): Promise<void> {
  const account = await ownAccount(door, sessionId);
  const { password, origin } = parseInput(passwordProof, input);
  await provePassword(door, account, password, origin);
  if (await isDemanded(door, account.id)) throw new DomainError("refused", "tenancy.totp_required");
  await door.db.transaction(null, "write", async (tx) => {
    const gone = await tx
      .delete(staffTotp)
      .where(and(eq(staffTotp.accountId, account.id), isNotNull(staffTotp.confirmedAt)))
      .returning({ accountId: staffTotp.accountId });
    if (gone.length === 0) return;
    await tx.delete(staffRecoveryCodes).where(eq(staffRecoveryCodes.accountId, account.id));
    await recordAccountChange(door, tx, account.id, { action: "tenancy.totp_off" }, "totp_off");
  });
}

/** Whether a shop of the account asks for a second step. */
async function isDemanded(door: Door, accountId: string): Promise<boolean> {
  const { rows } = await door.db.transaction(null, "read", (tx) =>
    tx.execute(sql`select tenant_id from goen.totp_shops_of_account(${accountId}::uuid) limit 1`),
  );
  return rows.length > 0;
}

/** New recovery codes in place of the former ones. Asks for the password. */
export async function renewRecoveryCodes(
  door: Door,
  sessionId: string | null,
  input: z.input<typeof passwordProof>,
): Promise<string[]> {
  const account = await ownAccount(door, sessionId);
  const { password, origin } = parseInput(passwordProof, input);
  await provePassword(door, account, password, origin);
  return door.db.transaction(null, "write", async (tx) => {
    const [row] = await tx.select().from(staffTotp).where(eq(staffTotp.accountId, account.id)).for("update");
    if (!row?.confirmedAt) throw new DomainError("refused", "tenancy.totp_off");
    const codes = await newCodes(tx, account.id, door.now);
    await recordAccountChange(door, tx, account.id, { action: "tenancy.renew_recovery_codes" });
    return codes;
  });
}

/**
 * The second step of a sign-in: a code of the app, or a recovery code. Each is taken once. Gives whether it was a recovery code.
 * Throws `unauthenticated` when there is no session that waits, `invalid` `tenancy.code_wrong`, `limited` after five tries.
 */
export async function proveSecondStep(
  door: Door,
  sessionId: string | null,
  input: z.input<typeof oneTimeCode>,
): Promise<{ byRecoveryCode: boolean }> {
  const { code, origin } = parseInput(oneTimeCode, input);
  const accountId = sessionId && (await accountAwaitingCode(door.db, sessionId, door.now));
  if (!sessionId || !accountId) throw new DomainError("unauthenticated", "auth.sign_in_required");
  await countTry(accountId, origin);
  const byRecoveryCode = await door.db.transaction(null, "write", async (tx) => {
    const isCode = await takeCode(tx, accountId, code, door.now);
    if (!isCode && !(await takeRecoveryCode(tx, accountId, code, door.now))) throw wrongCode();
    const expiresAt = sessionEnd(door.now, door.now, staffSessionIdleMs, staffSessionLifeMs);
    await tx
      .update(staffSessions)
      .set({ awaitsCode: false, lastSeenAt: door.now, expiresAt })
      .where(eq(staffSessions.id, sessionId));
    if (!isCode)
      await recordAccountChange(door, tx, accountId, { action: "tenancy.use_recovery_code" }, "recovery_code_used");
    return !isCode;
  });
  await forgiveTry(accountId, origin);
  return { byRecoveryCode };
}

/** Takes a code of the app; the row's last step moves forward only, so a code that was seen by somebody else is worth nothing. */
async function takeCode(tx: Tx, accountId: string, code: string, now: Date): Promise<boolean> {
  const [row] = await tx
    .select()
    .from(staffTotp)
    .where(and(eq(staffTotp.accountId, accountId), isNotNull(staffTotp.confirmedAt)));
  const secret = row && openTotpSecret(accountId, row.secretSealed);
  const step = secret ? stepOfCode(secret, code.replace(/\s/g, ""), now) : null;
  if (step === null) return false;
  const taken = await tx
    .update(staffTotp)
    .set({ lastStep: step })
    .where(and(eq(staffTotp.accountId, accountId), lt(staffTotp.lastStep, step)))
    .returning({ accountId: staffTotp.accountId });
  return taken.length === 1;
}

async function takeRecoveryCode(tx: Tx, accountId: string, typed: string, now: Date): Promise<boolean> {
  const codeHash = recoveryHash(accountId, typed);
  if (codeHash === null) return false;
  const taken = await tx
    .update(staffRecoveryCodes)
    .set({ usedAt: now })
    .where(
      and(
        eq(staffRecoveryCodes.accountId, accountId),
        eq(staffRecoveryCodes.codeHash, codeHash),
        isNull(staffRecoveryCodes.usedAt),
      ),
    )
    .returning({ id: staffRecoveryCodes.id });
  return taken.length === 1;
}

async function newCodes(tx: Tx, accountId: string, now: Date): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, newRecoveryCode);
  await tx.delete(staffRecoveryCodes).where(eq(staffRecoveryCodes.accountId, accountId));
  await tx
    .insert(staffRecoveryCodes)
    .values(
      codes.map((code) => ({ id: newId(), accountId, codeHash: recoveryHash(accountId, code) ?? "", createdAt: now })),
    );
  return codes;
}

async function countTry(accountId: string, origin: string): Promise<void> {
  await throttle(byOrigin, origin);
  await throttle(byAccount, accountId);
}

async function forgiveTry(accountId: string, origin: string): Promise<void> {
  await forgive(byOrigin, origin);
  await forgive(byAccount, accountId);
}
