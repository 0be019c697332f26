"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { refusalOf } from "@/app/repair-outcome";
import { callerFor } from "@/server/trpc/caller";
import { madeHereCookie } from "../invited/made-here";

const yearSeconds = 31_536_000;

/** Makes the member's link, and marks this browser as the one in which it was made. Gives the sentence of a refusal. */
export async function openLink(slug: string): Promise<string | null> {
  const { api } = await callerFor(slug);
  const outcome = await refusalOf(() => api.friends.takeCode());
  if (!outcome.ok) return outcome.problem;
  (await cookies()).set(madeHereCookie(slug), outcome.code, {
    httpOnly: true,
    sameSite: "lax",
    secure: process.env.NODE_ENV === "production",
    maxAge: yearSeconds,
    path: `/${slug}/my`,
  });
  revalidatePath(`/${slug}/my/friends`);
  return null;
}
