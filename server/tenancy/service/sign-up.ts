import { and, eq, gt, isNull } from "drizzle-orm";
import type { z } from "zod";
import { signUps, staffAccounts } from "@/db/schema/tenancy";
import type { Tx } from "@/server/kernel/database";
import { env } from "@/server/kernel/env";
import { DomainError } from "@/server/kernel/errors";
import { vouchedTenant } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { enqueue } from "@/server/kernel/jobs";
import { hashOfLink, linkIdOf, tokenOfLink } from "@/server/kernel/one-time-links";
import { parseInput } from "@/server/kernel/parse";
import { hashPassword } from "@/server/kernel/passwords";
import { countLinkRequest, countLinkUse, type Door } from "../auth/door";
import { signUpAccount, signUpRequest } from "../input";
import { signUpLifeMs } from "../rules";

const purpose = "sign-up";
/** A job needs a shop to run behind its wall; of this one there is no row, so behind it nothing is seen. */
const noShop = vouchedTenant("00000000-0000-0000-0000-000000000000");

/** Whether this installation takes in retailers who come by themselves. */
export const isSignUpOpen = (): boolean => env().GOEN_SIGN_UP === "open";

function demandOpen(): void {
  if (!isSignUpOpen()) throw new DomainError("forbidden", "tenancy.sign_up_closed");
}

/**
 * Asks for a mail with a link to open a shop. Does the same work and answers the same whether or not the address has an account;
 * only the mail differs. Throws `limited` after too many requests, `forbidden` where sign-up is closed.
 */
export async function requestSignUp(door: Door, input: z.input<typeof signUpRequest>): Promise<void> {
  demandOpen();
  const { email, origin, locale } = parseInput(signUpRequest, input);
  await countLinkRequest("sign-up", origin, email);
  const id = newId();
  await door.db.transaction(null, "write", async (tx) => {
    await tx.insert(signUps).values({
      id,
      emailNormalised: email,
      tokenHash: hashOfLink(purpose, id),
      locale,
      createdAt: door.now,
      expiresAt: new Date(door.now.getTime() + signUpLifeMs),
    });
    const ctx = { tenant: noShop, actor: { kind: "visitor" } as const, ...door, tx };
    await enqueue(ctx, "delivery.sign_up_mail", { signUpId: id });
  });
}

const open = (id: string, now: Date) => and(eq(signUps.id, id), isNull(signUps.usedAt), gt(signUps.expiresAt, now));

async function openSignUp(tx: Tx, token: string, now: Date) {
  const id = linkIdOf(purpose, token);
  if (!id) return null;
  const [row] = await tx.select().from(signUps).where(open(id, now));
  return row ?? null;
}

const accountOf = async (tx: Tx, email: string) =>
  (await tx.select({ id: staffAccounts.id }).from(staffAccounts).where(eq(staffAccounts.emailNormalised, email)))[0];

/** What the mail of a sign-up says and to whom; null when it is used or too old. */
export async function signUpMail(door: Pick<Door, "db" | "now">, signUpId: string) {
  return door.db.transaction(null, "read", async (tx) => {
    const [row] = await tx.select().from(signUps).where(open(signUpId, door.now));
    if (!row) return null;
    const isKnown = (await accountOf(tx, row.emailNormalised)) !== undefined;
    const path = isKnown ? "/sign-in?returnTo=/start/shop" : `/start/${tokenOfLink(purpose, signUpId)}`;
    return {
      to: row.emailNormalised,
      locale: row.locale === "en" ? ("en" as const) : ("ja" as const),
      isKnown,
      url: new URL(path, env().GOEN_BASE_URL).href,
    };
  });
}

/** The address that a link proves, or null when it is altered, used or too old. Looks only: a mail scanner's visit spends nothing. */
export async function signUpAddress(door: Door, token: string): Promise<string | null> {
  if (!isSignUpOpen()) return null;
  const row = await door.db.transaction(null, "read", (tx) => openSignUp(tx, token, door.now));
  return row?.emailNormalised ?? null;
}

/**
 * Spends the link and makes the account, with a name and a password. Returns its address, or null when the link is over or the
 * address has got an account meanwhile (that account and its password stay as they are).
 */
export async function completeSignUp(door: Door, input: z.input<typeof signUpAccount>): Promise<string | null> {
  demandOpen();
  const { token, name, password, locale, origin } = parseInput(signUpAccount, input);
  await countLinkUse(origin);
  const passwordHash = await hashPassword(password);
  return door.db.transaction(null, "write", async (tx) => {
    const row = await openSignUp(tx, token, door.now);
    if (!row) return null;
    const spent = await tx
      .update(signUps)
      .set({ usedAt: door.now })
      .where(open(row.id, door.now))
      .returning({ id: signUps.id });
    if (spent.length === 0) return null;
    const made = await tx
      .insert(staffAccounts)
      .values({
        id: newId(),
        emailNormalised: row.emailNormalised,
        name,
        passwordHash,
        passwordSetAt: door.now,
        locale,
        createdAt: door.now,
      })
      .onConflictDoNothing({ target: staffAccounts.emailNormalised })
      .returning({ id: staffAccounts.id });
    return made.length === 1 ? row.emailNormalised : null;
  });
}
