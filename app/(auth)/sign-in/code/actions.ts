"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { problemText } from "@/app/form-problem";
import { textOf } from "@/app/auth-outcome";
import type { FormState } from "@/components/auth/form-state";
import { originOf } from "@/server/tenancy/auth/door";
import { staffSessionId } from "@/server/tenancy/auth/session";
import { door } from "@/server/tenancy/auth/staff-auth";
import { ownPath } from "@/server/tenancy/rules";
import { proveSecondStep } from "@/server/tenancy/service/second-step";

/** The second step of a sign-in. */
export async function proveCode(returnTo: string, _state: FormState, form: FormData): Promise<FormState> {
  try {
    const origin = originOf(await headers());
    await proveSecondStep(door(), await staffSessionId(), { code: textOf(form, "code"), origin });
  } catch (error) {
    return { problem: await problemText(error) };
  }
  const path = ownPath(returnTo, "/", "");
  redirect(path ? `/shops?returnTo=${encodeURIComponent(path)}` : "/shops");
}
