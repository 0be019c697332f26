import {
  enteredRequestInput,
  liabilityInput,
  ownRequestInput,
  requestList,
  requestRef,
  requestStep,
} from "@/server/books/input";
import { lapseCurve, liabilityOf } from "@/server/books/queries/liability";
import { requestsOf, requestsOfMember } from "@/server/books/queries/requests";
import { enterPrivacyRequest, requestPrivacy, stepRequest, withdrawRequest } from "@/server/books/service";
import { memberProcedure, permittedProcedure, router } from "../init";

const reads = permittedProcedure("books.read");
const handles = permittedProcedure("privacy.handle");

export const booksRouter = router({
  liability: reads.input(liabilityInput).query(({ ctx, input }) => liabilityOf(ctx.goen, input)),
  lapse: reads.query(({ ctx }) => lapseCurve(ctx.goen)),

  // Requests under the privacy law.
  requests: handles.input(requestList).query(({ ctx, input }) => requestsOf(ctx.goen, input)),
  enterRequest: handles.input(enteredRequestInput).mutation(({ ctx, input }) => enterPrivacyRequest(ctx.goen, input)),
  stepRequest: handles.input(requestStep).mutation(({ ctx, input }) => stepRequest(ctx.goen, input)),
  myRequests: memberProcedure.query(({ ctx }) => requestsOfMember(ctx.goen, ctx.member.id)),
  request: memberProcedure
    .input(ownRequestInput)
    .mutation(({ ctx, input }) => requestPrivacy(ctx.goen, { ...input, memberId: ctx.member.id })),
  withdrawRequest: memberProcedure
    .input(requestRef.pick({ requestId: true }))
    .mutation(({ ctx, input }) => withdrawRequest(ctx.goen, { ...input, memberId: ctx.member.id })),
});
