"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { signOutMember } from "@/server/members/auth/session";
import { callerFor } from "@/server/trpc/caller";

/** Sets whether this member wants news by mail. */
export async function setMailConsent(slug: string, isGranted: boolean): Promise<void> {
  const { api } = await callerFor(slug);
  await api.members.setMyConsent({ channel: "mail", isGranted });
  revalidatePath(`/${slug}/my/account`);
}

/** Ends this session, here and in the table of sessions. */
export async function signOut(slug: string): Promise<void> {
  await signOutMember();
  redirect(`/${slug}/my/sign-in`);
}
