"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { refusalOf } from "@/app/repair-outcome";
import { callerFor } from "@/server/trpc/caller";

/** Checks in as the member who is signed in. Gives the sentence of a refusal. */
export async function checkInHere(slug: string, token: string, ticket: string | null): Promise<string | null> {
  const { api } = await callerFor(slug);
  const outcome = await refusalOf(() => api.visits.checkIn({ token, ticket }));
  if (!outcome.ok) return outcome.problem;
  revalidatePath(`/${slug}/my`, "layout");
  redirect(`/${slug}/my/check-in/${token}${outcome.isRepeat ? "" : "?done=1"}`);
}
