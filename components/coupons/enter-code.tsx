"use client";

import { useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

export interface EnterState {
  problem: string | null;
  typed: string;
}

interface Props {
  label: string;
  hint: string;
  submit: string;
  action: (before: EnterState, form: FormData) => Promise<EnterState>;
}

/** A code from a flyer or a mail. What was typed stays when it was no good. */
export function EnterCode({ label, hint, submit, action }: Props) {
  const [state, send] = useActionState(action, { problem: null, typed: "" });
  return (
    <form action={send} className="grid gap-3">
      <TextField
        key={state.typed}
        name="code"
        label={label}
        hint={hint}
        error={state.problem ?? undefined}
        defaultValue={state.typed}
        required
        maxLength={60}
        autoComplete="off"
        autoCapitalize="characters"
      />
      <SubmitButton variant="secondary" block>
        {submit}
      </SubmitButton>
    </form>
  );
}
