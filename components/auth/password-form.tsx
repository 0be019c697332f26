"use client";

import { useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { AuthAction } from "./auth-state";
import { FormProblem } from "./form-problem";
import { PresentPassword, type ProofNeeded, type ProofWords } from "./proof-fields";

interface Props {
  action: AuthAction;
  proof: ProofNeeded;
  /** For the browser's password store: whose password this is. */
  email: string;
  words: { password: string; hint: string; submit: string; done: string; proof: ProofWords };
}

/** Sets a password; one field is enough, a link by mail mends a slip. */
export function PasswordForm({ action, proof, email, words }: Props) {
  const [state, send] = useActionState(action, {});
  if (state.isDone)
    return (
      <p role="status" className="rounded-lg border border-ok/25 bg-ok-soft px-4 py-3 text-sm text-ink-2">
        {words.done}
      </p>
    );
  return (
    <form action={send} className="grid gap-5">
      <FormProblem message={state.message} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      {proof === "password" && <PresentPassword words={words.proof} />}
      <TextField
        label={words.password}
        hint={words.hint}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        maxLength={200}
      />
      <SubmitButton variant="primary" block>
        {words.submit}
      </SubmitButton>
    </form>
  );
}
