import { z } from "zod";
import {
  cardScan,
  consentInput,
  issueCardInput,
  joinInput,
  memberId,
  memberSearch,
  profile,
  profileChange,
  staffEmailInput,
} from "@/server/members/input";
import { cardOf } from "@/server/members/queries/card";
import { claimCode } from "@/server/members/queries/claim-code";
import { consentsOf, findByCard, hasPassword, memberById } from "@/server/members/queries/find-member";
import { rotatingCardOf } from "@/server/members/queries/rotating-card";
import { searchMembers } from "@/server/members/queries/search-members";
import { memberMoments } from "@/server/members/queries/timeline";
import { issueCard } from "@/server/members/service/issue-card";
import { joinMember } from "@/server/members/service/join-member";
import { renewClaim } from "@/server/members/service/renew-claim";
import { setConsent } from "@/server/members/service/set-consent";
import { setEmailForMember } from "@/server/members/service/set-email";
import { updateProfile } from "@/server/members/service/update-profile";
import { memberProcedure, router, staffProcedure } from "../init";

const ref = z.object({ memberId });
const seesPersons = staffProcedure("owner", "marketer", "store_staff");

export const membersRouter = router({
  // Staff
  issueCard: seesPersons.input(issueCardInput).mutation(({ ctx, input }) => issueCard(ctx.goen, input)),
  /** A card with everything the counter shows at once: number, its code, and the QR code for the customer's phone. */
  issueAtCounter: seesPersons.input(issueCardInput).mutation(async ({ ctx, input }) => {
    const { memberId, claimToken } = await issueCard(ctx.goen, input);
    return { memberId, card: await cardOf(ctx.goen, memberId), claim: await claimCode(ctx.goen, claimToken) };
  }),
  // A mutation, also because a query would carry the token in its address.
  renewClaim: seesPersons.input(ref).mutation(async ({ ctx, input }) => {
    const { claimToken } = await renewClaim(ctx.goen, input.memberId);
    return claimCode(ctx.goen, claimToken);
  }),
  join: seesPersons.input(joinInput).mutation(({ ctx, input }) => joinMember(ctx.goen, input)),
  findByCard: seesPersons.input(cardScan).query(({ ctx, input }) => findByCard(ctx.goen, input.text)),
  search: seesPersons.input(memberSearch).query(({ ctx, input }) => searchMembers(ctx.goen, input)),
  byId: seesPersons.input(ref).query(({ ctx, input }) => memberById(ctx.goen, input.memberId)),
  card: seesPersons.input(ref).query(({ ctx, input }) => cardOf(ctx.goen, input.memberId)),
  consents: seesPersons.input(ref).query(({ ctx, input }) => consentsOf(ctx.goen, input.memberId)),
  moments: seesPersons.input(ref).query(({ ctx, input }) => memberMoments(ctx.goen, input.memberId)),
  updateProfile: seesPersons.input(profileChange).mutation(({ ctx, input }) => updateProfile(ctx.goen, input)),
  setConsent: seesPersons.input(consentInput).mutation(({ ctx, input }) => setConsent(ctx.goen, input)),
  setEmail: seesPersons.input(staffEmailInput).mutation(({ ctx, input }) => setEmailForMember(ctx.goen, input)),

  // The member, of themself: no id comes from outside.
  me: memberProcedure.query(async ({ ctx }) => ({
    ...(await memberById(ctx.goen, ctx.member.id)),
    hasPassword: await hasPassword(ctx.goen, ctx.member.id),
  })),
  myRotatingCard: memberProcedure.query(({ ctx }) => rotatingCardOf(ctx.goen, ctx.member.id)),
  myCard: memberProcedure.query(({ ctx }) => cardOf(ctx.goen, ctx.member.id)),
  myConsents: memberProcedure.query(({ ctx }) => consentsOf(ctx.goen, ctx.member.id)),
  updateMyProfile: memberProcedure
    .input(z.object({ version: z.number().int().min(1), changes: profile }))
    .mutation(({ ctx, input }) => updateProfile(ctx.goen, { ...input, memberId: ctx.member.id })),
  setMyConsent: memberProcedure
    .input(consentInput.pick({ channel: true, isGranted: true }))
    .mutation(({ ctx, input }) =>
      setConsent(ctx.goen, { ...input, memberId: ctx.member.id, source: "my_page", textVersion: "1" }),
    ),
});
