import "server-only";
import { redirect } from "next/navigation";
import { isDomainError } from "@/server/kernel/errors";
import { staffSessionId } from "@/server/tenancy/auth/session";
import { door } from "@/server/tenancy/auth/staff-auth";
import { ownAccountPage } from "@/server/tenancy/queries/own-account";

/** The account of whoever is signed in; a stranger is sent to sign in and comes back to `path`. */
export async function ownAccountOr(path: string) {
  try {
    return await ownAccountPage(door(), await staffSessionId());
  } catch (error) {
    if (isDomainError(error) && error.code === "unauthenticated")
      redirect(`/sign-in?returnTo=${encodeURIComponent(path)}`);
    throw error;
  }
}
