"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc-provider";
import { useTill } from "./till";

/** Issues a card at this till's store; the new member is at once among the latest ones. */
export function useIssue() {
  const trpc = useTRPC();
  const till = useTill();
  const issue = useMutation(
    trpc.members.issueAtCounter.mutationOptions({
      onSuccess: ({ memberId, card }) =>
        till.remember({
          memberId,
          memberNo: card.memberNo,
          familyName: null,
          givenName: null,
          familyKana: null,
          givenKana: null,
        }),
    }),
  );
  return { ...issue, press: () => issue.mutate({ storeId: till.storeId }) };
}
