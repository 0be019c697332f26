import { rulesAt } from "@/server/earning/queries/in-force";
import { quoteOccasion } from "@/server/earning/queries/quote-occasion";
import type { Ctx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";

/** What an invitation gives now: to who invites (as far as limits leave it), and to a friend nobody knows yet. Zero where no rule speaks of it. */
export async function offerOf(ctx: Ctx, inviterId: string | null): Promise<{ inviter: number; friend: number }> {
  const asked = { storeId: null, occurredAt: ctx.now };
  const inviter =
    inviterId === null ? null : await quoteOccasion(ctx, { ...asked, memberId: inviterId, occasion: "referral" });
  const friend = await quoteOccasion(ctx, { ...asked, memberId: newId(), occasion: "referred" });
  return { inviter: inviter?.points ?? 0, friend: friend?.points ?? 0 };
}

/** Whether a rule in force speaks of invitations: one look, for the pages that lead there. */
export async function hasOffer(ctx: Ctx): Promise<boolean> {
  const inForce = await rulesAt(ctx, ctx.now);
  return (inForce?.rules ?? []).some(
    ({ id, gives }) =>
      gives.kind === "occasion" &&
      (gives.occasion === "referral" || gives.occasion === "referred") &&
      !inForce?.pausedRuleIds.has(id),
  );
}
