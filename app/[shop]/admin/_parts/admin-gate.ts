import "server-only";
import { notFound, redirect } from "next/navigation";
import { canReadCampaigns } from "@/server/campaigns/access";
import { callerFor } from "@/server/trpc/caller";

/** The caller of someone who works in the office; a stranger is sent to sign in and comes back to `path` afterwards. */
export async function adminCaller(slug: string, path = "") {
  const caller = await callerFor(slug);
  const staff = await caller.context.staff();
  if (!staff) redirect(`/sign-in?returnTo=${encodeURIComponent(`/${slug}/admin${path}`)}`);
  // The layout tells staff of the counter where to go; this is for whoever asks for a page without it.
  if (canReadCampaigns(staff)) notFound();
  return { ...caller, staff, base: `/${slug}/admin` };
}
