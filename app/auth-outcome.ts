import type { AuthState } from "@/components/auth/auth-state";
import { isDomainError } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";

const fields = new Set(["email", "password"]);

/** What a form says about a throw of a verb. Anything unexpected is logged and said in general words. */
export function problemOf(error: unknown): AuthState {
  if (isDomainError(error)) {
    if (error.code === "limited")
      return { problem: "limited", waitMinutes: Math.ceil(Number(error.details.waitSeconds ?? 60) / 60) };
    if (error.reason === "members.email_taken") return { problem: "email_taken" };
    if (error.reason === "members.email_not_proven") return { problem: "email_not_proven" };
    if (error.reason === "members.prove_again") return { problem: "prove_again" };
    if (error.reason === "members.present_password") return { problem: "present_password" };
    const field = error.details.field;
    if (error.code === "invalid" && typeof field === "string" && fields.has(field))
      return { problem: field as "email" | "password" };
  }
  log.error({ err: error }, "sign-in form failed");
  return { problem: "unexpected" };
}

export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};
