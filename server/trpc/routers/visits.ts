import { arrivalInput, checkInInput, memberKey, placeKey, renewPlaceInput, setPlaceInput } from "@/server/visits/input";
import { arrivalAt } from "@/server/visits/queries/arrival";
import { visitsDesk } from "@/server/visits/queries/desk";
import { checkInScreen } from "@/server/visits/queries/screen";
import { visitsOf } from "@/server/visits/queries/visits-of";
import { checkIn } from "@/server/visits/service/check-in";
import { renewPlace, setPlace } from "@/server/visits/service/set-place";
import { memberProcedure, permittedProcedure, publicProcedure, router } from "../init";

const reader = permittedProcedure("visits.read");
const editor = permittedProcedure("visits.edit");
const counter = permittedProcedure("members.issue_card");

export const visitsRouter = router({
  // Anybody who scanned the code of a store, before they sign in; and the member who comes back signed in.
  arrival: publicProcedure.input(arrivalInput).query(({ ctx, input }) => arrivalAt(ctx.goen, input)),
  arrived: memberProcedure.input(arrivalInput).query(({ ctx, input }) => arrivalAt(ctx.goen, input)),
  checkIn: memberProcedure.input(checkInInput).mutation(({ ctx, input }) => checkIn(ctx.goen, ctx.member.id, input)),
  mine: memberProcedure.query(({ ctx }) => visitsOf(ctx.goen, ctx.member.id, 10)),

  // The counter.
  screen: counter.input(placeKey).query(({ ctx, input }) => checkInScreen(ctx.goen, input)),
  ofMember: permittedProcedure("members.read")
    .input(memberKey)
    .query(({ ctx, input }) => visitsOf(ctx.goen, input.memberId)),

  // The desk.
  desk: reader.query(({ ctx }) => visitsDesk(ctx.goen)),
  setPlace: editor.input(setPlaceInput).mutation(({ ctx, input }) => setPlace(ctx.goen, input)),
  renewPlace: editor.input(renewPlaceInput).mutation(({ ctx, input }) => renewPlace(ctx.goen, input)),
});
