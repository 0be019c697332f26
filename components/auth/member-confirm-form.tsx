"use client";

import { useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import type { AuthAction } from "./auth-state";
import { FormProblem } from "./form-problem";

/** One button: opening the page spends nothing (mail scanners open links), pressing does. */
export function MemberConfirmForm({ action, label }: { action: AuthAction; label: string }) {
  const [state, send] = useActionState(action, {});
  return (
    <form action={send} className="grid gap-5">
      <FormProblem message={state.message} />
      <SubmitButton variant="primary" size="lg" block>
        {label}
      </SubmitButton>
    </form>
  );
}
