"use server";

import { redirect } from "next/navigation";
import { signOutStaff } from "@/server/tenancy/auth/session";

/** Ends the staff session of this device and shows the sign-in page. */
export async function leaveOffice(slug: string): Promise<void> {
  await signOutStaff();
  redirect(`/sign-in?returnTo=${encodeURIComponent(`/${slug}/admin`)}`);
}
