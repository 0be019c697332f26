import { and, eq, isNull } from "drizzle-orm";
import { memberLinks, members } from "@/db/schema/members";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { hashOfLink } from "@/server/kernel/one-time-links";
import { parseInput } from "@/server/kernel/parse";
import { countLinkRequest } from "@/server/tenancy/auth/door";
import { signInLinkLifeMs } from "@/server/tenancy/rules";
import type { z } from "zod";
import { linkRequest } from "../input";
import { linkPurpose } from "../rules/links";

async function writeLink(
  ctx: Ctx,
  purpose: "sign_in" | "verify_email",
  memberId: string,
  email: string,
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
  const { email, origin } = parseInput(linkRequest, input);
  await countLinkRequest(`member:${ctx.tenant}`, origin, email);
  const [found] = await read(ctx, (tx) =>
    tx
      .select({ memberId: members.memberId })
      .from(members)
      .where(and(eq(members.tenantId, ctx.tenant), eq(members.emailNormalised, email), isNull(members.withdrawnAt)))
      .limit(1),
  );
  await writeLink(ctx, "sign_in", found?.memberId ?? newId(), email);
}

/**
 * Sends a link to an address that the acting member says is theirs. Nothing changes until it is opened there, so nobody can take
 * an address that is not theirs, nor learn whose it is. Throws `limited` after too many requests.
 */
export async function requestEmailVerification(ctx: Ctx, input: z.input<typeof linkRequest>): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "member") throw new DomainError("forbidden", "members.not_yours");
  const { email, origin } = parseInput(linkRequest, input);
  await countLinkRequest(`verify:${ctx.tenant}:${actor.id}`, origin, "any");
  await writeLink(ctx, "verify_email", actor.id, email);
}
