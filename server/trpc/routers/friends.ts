import { acceptInput, invitationInput } from "@/server/friends/input";
import { friendsDesk } from "@/server/friends/queries/desk";
import { giftTerms } from "@/server/friends/queries/gifts";
import { invitationFor } from "@/server/friends/queries/invitation";
import { friendsOf } from "@/server/friends/queries/my-friends";
import { hasOffer } from "@/server/friends/queries/offer";
import { acceptInvitation } from "@/server/friends/service/accept-invitation";
import { takeFriendCode } from "@/server/members/service/take-friend-code";
import { memberProcedure, permittedProcedure, publicProcedure, router } from "../init";

export const friendsRouter = router({
  // Anybody who was sent a link, before they are a member; and the member who looks at one.
  invitation: publicProcedure.input(invitationInput).query(({ ctx, input }) => invitationFor(ctx.goen, input)),
  invited: memberProcedure.input(invitationInput).query(({ ctx, input }) => invitationFor(ctx.goen, input)),
  accept: memberProcedure
    .input(acceptInput)
    .mutation(({ ctx, input }) => acceptInvitation(ctx.goen, ctx.member.id, input)),
  mine: memberProcedure.query(({ ctx }) => friendsOf(ctx.goen, ctx.member.id)),
  /** Whether inviting somebody gives anything now: for the ways that lead there. */
  isOffered: memberProcedure.query(({ ctx }) => hasOffer(ctx.goen)),
  /** Whether points can be given to another member here. */
  canGive: memberProcedure.query(async ({ ctx }) => (await giftTerms(ctx.goen, ctx.member.id)).isOffered),
  takeCode: memberProcedure.mutation(async ({ ctx }) => ({ code: await takeFriendCode(ctx.goen, ctx.member.id) })),

  desk: permittedProcedure("friends.read").query(({ ctx }) => friendsDesk(ctx.goen)),
});
