"use client";

import { useActionState, useState } from "react";
import type { AuthAction, AuthState } from "@/components/auth/auth-state";
import { FormProblem } from "@/components/auth/form-problem";
import { FormMessage } from "@/components/my/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

interface Props {
  action: AuthAction;
  words: {
    email: string;
    submit: string;
    sentTitle: string;
    /** With {email} where the address stands. */
    sent: string;
    again: string;
  };
}

/** The one thing that is asked of somebody who joins. Light: every word is given to it. */
export function JoinForm({ action, words }: Props) {
  const [state, send] = useActionState(action, {});
  const [putAside, setPutAside] = useState<AuthState | null>(null);
  if (state.isSent && state !== putAside)
    return (
      <div className="grid gap-3">
        <FormMessage tone="ok">
          <p className="font-medium">{words.sentTitle}</p>
          <p className="break-words text-ink-2">{words.sent.replace("{email}", state.email ?? "")}</p>
        </FormMessage>
        <button
          type="button"
          className="min-h-11 text-sm text-brand-text underline underline-offset-4"
          onClick={() => setPutAside(state)}
        >
          {words.again}
        </button>
      </div>
    );
  return (
    <form action={send} className="grid gap-4">
      <FormProblem message={state.message} />
      <TextField
        label={words.email}
        name="email"
        type="email"
        autoComplete="email"
        required
        maxLength={254}
        defaultValue={state.email ?? ""}
      />
      <SubmitButton variant="primary" block>
        {words.submit}
      </SubmitButton>
    </form>
  );
}
