"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { AuthProblem } from "./auth-problem";
import type { AuthAction } from "./auth-state";

/** One button: opening the page spends nothing (mail scanners open links), pressing does. */
export function ConfirmForm({ action, label }: { action: AuthAction; label: string }) {
  const [state, send, isSending] = useActionState(action, {});
  return (
    <form action={send} className="grid gap-5">
      <AuthProblem state={state} />
      <Button type="submit" variant="primary" size="lg" block loading={isSending}>
        {label}
      </Button>
    </form>
  );
}
