import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { referrals } from "@/db/schema/visits";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { memberByFriendCode } from "@/server/members/queries/friend-code";
import { invitationInput } from "../input";
import { isNewcomer } from "./newcomer";
import { offerOf } from "./offer";

export type InvitationState = "visitor" | "open" | "accepted" | "own" | "not_for_you";

/**
 * What an invitation's address shows: what a friend gets, and how the one who looks stands to it. Never who invited. Throws not_found
 * `friends.code`.
 */
export async function invitationFor(
  ctx: Ctx,
  input: z.input<typeof invitationInput>,
): Promise<{ code: string; friendPoints: number; state: InvitationState }> {
  const inviter = await memberByFriendCode(ctx, parseInput(invitationInput, input).code);
  if (!inviter) throw new DomainError("not_found", "friends.code");
  const { friend } = await offerOf(ctx, null);
  return { code: inviter.code, friendPoints: friend, state: await stateFor(ctx, inviter.memberId) };
}

async function stateFor(ctx: Ctx, inviterId: string): Promise<InvitationState> {
  const { actor } = ctx;
  if (actor.kind !== "member") return "visitor";
  if (actor.id === inviterId) return "own";
  const [before] = await read(ctx, (tx) =>
    tx
      .select({ refusedFor: referrals.refusedFor, inviterId: referrals.inviterId })
      .from(referrals)
      .where(and(eq(referrals.tenantId, ctx.tenant), eq(referrals.memberId, actor.id))),
  );
  if (before) return before.refusedFor === null && before.inviterId === inviterId ? "accepted" : "not_for_you";
  return (await isNewcomer(ctx, actor.id)) ? "open" : "not_for_you";
}
