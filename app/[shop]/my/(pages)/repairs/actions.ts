"use server";

import { revalidatePath } from "next/cache";
import { outcomeOf, refusalOf } from "@/app/repair-outcome";
import { requestOf, type RequestValues, type Refused, type Sent } from "@/components/repairs/request-values";
import { ownRequest } from "@/server/repairs/input";
import { callerFor } from "@/server/trpc/caller";

/** Sends the form's request as the member who is signed in. */
export async function sendRequest(slug: string, values: RequestValues): Promise<Sent> {
  const { api } = await callerFor(slug);
  const request = requestOf(values);
  return outcomeOf(ownRequest.safeParse(request), () => api.repairs.request(request));
}

/** The addresses at a postal code. */
export async function addressesAt(slug: string, postalCode: string) {
  const { api } = await callerFor(slug);
  return api.account.addressesAt({ postalCode });
}

interface Seen {
  repairId: string;
  version: number;
}

/** The member's yes or no to the estimate they see. */
export async function answerEstimate(
  slug: string,
  of: Seen & { estimateVersion: number; answer: "approve" | "decline" },
): Promise<{ ok: true } | Refused> {
  const { api } = await callerFor(slug);
  const outcome = await refusalOf(() => api.repairs.answer(of));
  revalidatePath(`/${slug}/my/repairs/${of.repairId}`);
  return outcome;
}

/** Takes a request back. */
export async function cancelRepair(slug: string, of: Seen): Promise<{ ok: true } | Refused> {
  const { api } = await callerFor(slug);
  const outcome = await refusalOf(() => api.repairs.cancel(of));
  revalidatePath(`/${slug}/my/repairs/${of.repairId}`);
  return outcome;
}
