"use server";

import { outcomeOf } from "@/app/repair-outcome";
import { requestOf, type RequestValues, type Sent } from "@/components/repairs/request-values";
import { counterRequest } from "@/server/repairs/input";
import { callerFor } from "@/server/trpc/caller";

/** Takes in a member's product at the counter. */
export async function takeIn(slug: string, memberId: string, values: RequestValues): Promise<Sent> {
  const { api } = await callerFor(slug);
  const { isItemHere, accessories } = values;
  const request = { ...requestOf(values), memberId, isItemHere, accessories };
  return outcomeOf(counterRequest.safeParse(request), () => api.repairs.takeIn(request));
}

/** The addresses at a postal code. */
export async function addressesAt(slug: string, postalCode: string) {
  const { api } = await callerFor(slug);
  return api.account.addressesAt({ postalCode });
}
