"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { actingAt } from "@/app/[shop]/my/(auth)/acting";
import { memberSessionId, signOutMember } from "@/server/members/auth/session";
import { memberById } from "@/server/members/queries/find-member";
import { endSessions } from "@/server/members/service/end-sessions";
import { setMailPreference } from "@/server/members/service/set-mail-preference";
import { updateProfile } from "@/server/members/service/update-profile";
import { callerFor } from "@/server/trpc/caller";

const signInAt = (slug: string, page: string) =>
  `/${slug}/my/sign-in?returnTo=${encodeURIComponent(`/${slug}/my/account/${page}`)}`;

/** The acting member; whoever has been signed out meanwhile is sent to sign in and comes back to `page`. */
async function acting(slug: string, page: string) {
  const ctx = await actingAt(slug);
  if (ctx.actor.kind !== "member") redirect(signInAt(slug, page));
  return { ctx, memberId: ctx.actor.id };
}

/** Sets whether this member wants news by a channel. */
export async function setConsent(slug: string, channel: "mail", isGranted: boolean): Promise<void> {
  await acting(slug, "notifications");
  const { api } = await callerFor(slug);
  await api.members.setMyConsent({ channel, isGranted });
  revalidatePath(`/${slug}/my/account/notifications`);
}

/** Sets whether this member wants the details of each purchase by mail. */
export async function setReceipts(slug: string, isWanted: boolean): Promise<void> {
  const { ctx, memberId } = await acting(slug, "notifications");
  await setMailPreference(ctx, { memberId, kind: "receipt", isWanted });
  revalidatePath(`/${slug}/my/account/notifications`);
}

/** Sets the language in which the shop writes to this member. */
export async function setLanguage(slug: string, locale: string): Promise<void> {
  const { ctx, memberId } = await acting(slug, "notifications");
  const { version } = await memberById(ctx, memberId);
  await updateProfile(ctx, { memberId, version, changes: { locale: locale === "en" ? "en" : "ja" } });
  revalidatePath(`/${slug}/my/account/notifications`);
}

/** Ends one log-in, or all but this one; repeating it changes nothing. */
export async function endLogIns(slug: string, sessionId: string | null): Promise<void> {
  const { ctx, memberId } = await acting(slug, "devices");
  const here = await memberSessionId(ctx.tenant);
  if (sessionId === null) await endSessions(ctx, { memberId, except: here });
  else if (sessionId === here) await signOut(slug);
  else await endSessions(ctx, { memberId, sessionId }).catch(() => null);
  revalidatePath(`/${slug}/my/account/devices`);
}

/** Ends this session, here and in the table of sessions. */
export async function signOut(slug: string): Promise<void> {
  const { tenant } = await actingAt(slug);
  await signOutMember(tenant);
  redirect(`/${slug}/my/sign-in`);
}
