import "server-only";
import { redirect } from "next/navigation";
import { currentMemberships, isAwaitingCode } from "@/server/tenancy/auth/session";
import type { Membership } from "@/server/tenancy/queries/memberships";
import { homeOf, ownPath, twoStepFor } from "@/server/tenancy/rules";

/** Where a choice of shop leads: into it, or first to the second step that it asks for. */
export const doorOf = (shop: Membership): string => (shop.needsTotp ? twoStepFor(shop) : homeOf(shop));

/** The shops of whoever is signed in, where there is a choice to make; everybody else is sent on. */
export async function shopsToChoose(returnTo: string | undefined): Promise<Membership[]> {
  const memberships = await currentMemberships();
  const keep = returnTo ? `?returnTo=${encodeURIComponent(returnTo)}` : "";
  if (!memberships) redirect((await isAwaitingCode()) ? `/sign-in/code${keep}` : "/sign-in");
  const own = ["/invitation", "/account", "/start"].map((path) => ownPath(returnTo, path, "")).find(Boolean);
  if (own) redirect(own);
  const wanted = memberships.find(({ slug }) => ownPath(returnTo, `/${slug}`, ""));
  if (wanted) redirect(wanted.needsTotp ? twoStepFor(wanted) : ownPath(returnTo, "/", ""));
  const [only] = memberships;
  if (only && memberships.length === 1) redirect(doorOf(only));
  return memberships;
}
