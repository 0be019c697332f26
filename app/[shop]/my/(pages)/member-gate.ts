import "server-only";
import { redirect } from "next/navigation";
import { callerFor } from "@/server/trpc/caller";

/** The caller of a signed-in member; anyone else is sent to sign in and comes back to `path` afterwards. */
export async function memberCaller(slug: string, path = "") {
  const caller = await callerFor(slug);
  if (!(await caller.context.member())) redirect(signInAddress(slug, path));
  return { ...caller, base: `/${slug}/my` };
}

export const signInAddress = (slug: string, path = "") =>
  `/${slug}/my/sign-in?returnTo=${encodeURIComponent(`/${slug}/my${path}`)}`;
