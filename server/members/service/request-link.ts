import { and, eq, isNull } from "drizzle-orm";
import { memberLinks, members } from "@/db/schema/members";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { hashOfLink } from "@/server/kernel/one-time-links";
import { parseInput } from "@/server/kernel/parse";
import { countLinkRequest } from "@/server/tenancy/auth/door";
import { ownPath, signInLinkLifeMs } from "@/server/tenancy/rules";
import type { z } from "zod";
import { joinRequest, linkRequest } from "../input";
import { memberById } from "../queries/find-member";
import { memberByFriendCode } from "../queries/friend-code";
import { linkPurpose } from "../rules/links";
import { demandProof, type Proof } from "./demand-proof";

async function writeLink(
  ctx: Ctx,
  purpose: "sign_in" | "verify_email" | "join",
  memberId: string,
  email: string,
  returnTo: string | null = null,
  inviteCode: string | null = null,
): Promise<void> {
  await inTransaction(ctx, async (t) => {
    const id = newId();
    await t.tx.insert(memberLinks).values({
      tenantId: t.tenant,
      id,
      memberId,
      purpose,
      tokenHash: hashOfLink(linkPurpose(t.tenant, purpose), id),
      emailNormalised: email,
      returnTo,
      inviteCode,
      createdAt: t.now,
      expiresAt: new Date(t.now.getTime() + signInLinkLifeMs),
    });
    await emit(t, "sign_in_link.requested", { audience: "member", linkId: id });
  });
}

/**
 * Asks for a sign-in link by mail. Does the same work and answers the same whether or not the address is a member's: for a
 * stranger the link leads to nobody and no mail is written. Throws `limited` after too many requests.
 */
export async function requestMemberLink(ctx: Ctx, input: z.input<typeof linkRequest>): Promise<void> {
  const { email, origin, returnTo } = parseInput(linkRequest, input);
  await countLinkRequest(`member:${ctx.tenant}`, origin, email);
  const memberId = await memberOfEmail(ctx, email);
  await writeLink(ctx, "sign_in", memberId ?? newId(), email, await wayBack(ctx, returnTo));
}

/**
 * Asks to become a member by a friend's invitation: the mail's link makes the member once it is opened, so nobody is joined by another's
 * hand. Whose address is a member's already gets a link to sign in, and the screen says the same. Throws `limited`, not_found
 * `members.invitation`.
 */
export async function requestJoinLink(ctx: Ctx, input: z.input<typeof joinRequest>): Promise<void> {
  const { email, origin, returnTo, inviteCode } = parseInput(joinRequest, input);
  await countLinkRequest(`member:${ctx.tenant}`, origin, email);
  const inviter = await memberByFriendCode(ctx, inviteCode);
  if (!inviter) throw new DomainError("not_found", "members.invitation");
  const [known, back] = [await memberOfEmail(ctx, email), await wayBack(ctx, returnTo)];
  if (known) await writeLink(ctx, "sign_in", known, email, back);
  else await writeLink(ctx, "join", newId(), email, back, inviter.code);
}

async function memberOfEmail(ctx: Ctx, email: string): Promise<string | null> {
  const [found] = await read(ctx, (tx) =>
    tx
      .select({ memberId: members.memberId })
      .from(members)
      .where(and(eq(members.tenantId, ctx.tenant), eq(members.emailNormalised, email), isNull(members.withdrawnAt)))
      .limit(1),
  );
  return found?.memberId ?? null;
}

/** Where in My Page a link leads to; null for its first page. */
async function wayBack(ctx: Ctx, returnTo: string | undefined): Promise<string | null> {
  const home = `/${(await tenantOf(ctx)).slug}/my`;
  const wanted = ownPath(returnTo, home, home);
  return wanted === home ? null : wanted;
}

/**
 * Sends a link to an address that the acting member says is theirs. Nothing changes until it is opened there, so nobody can take
 * an address that is not theirs, nor learn whose it is. Who already has a proven address shows again who they are
 * (`demandProof`), or a phone left on a table would be enough to take an account away. Throws `limited` after too many requests.
 */
export async function requestEmailVerification(
  ctx: Ctx,
  input: z.input<typeof linkRequest>,
  given: Omit<Proof, "origin"> = { sessionId: null },
): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "member") throw new DomainError("forbidden", "members.not_yours");
  const { email, origin } = parseInput(linkRequest, input);
  const { emailVerifiedAt } = await memberById(ctx, actor.id);
  if (emailVerifiedAt) await demandProof(ctx, actor.id, { ...given, origin });
  await countLinkRequest(`verify:${ctx.tenant}:${actor.id}`, origin, "any");
  await writeLink(ctx, "verify_email", actor.id, email);
}
