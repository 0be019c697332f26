import "server-only";
import { notFound, redirect } from "next/navigation";
import { addressOf } from "@/components/admin/address";
import { canReadCampaigns } from "@/server/campaigns/access";
import { callerFor } from "@/server/trpc/caller";

/** The caller of someone who works in the office; a stranger is sent to sign in and comes back to `path` with its `query` afterwards. */
export async function adminCaller(slug: string, path = "", query: Record<string, string | undefined> = {}) {
  const caller = await callerFor(slug);
  const staff = await caller.context.staff();
  if (!staff) redirect(`/sign-in?returnTo=${encodeURIComponent(addressOf(`/${slug}/admin${path}`, query))}`);
  // The layout tells staff of the counter where to go; this is for whoever asks for a page without it.
  if (canReadCampaigns(staff)) notFound();
  return { ...caller, staff, base: `/${slug}/admin` };
}
