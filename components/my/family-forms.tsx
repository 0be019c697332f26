"use client";

import { useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { FormMessage } from "./form-message";

export interface FamilyState {
  error?: string;
  /** To be told to the one who is invited; shown once. */
  code?: string;
  until?: string;
}

interface OneFieldProps {
  action: (before: FamilyState, sent: FormData) => Promise<FamilyState>;
  name: "name" | "code";
  maxLength: number;
  label: string;
  hint: string;
  submit: string;
}

/** One field and a button: the family's name, or a code. Light: every word is given to it. */
export function FamilyField({ action, name, maxLength, label, hint, submit }: OneFieldProps) {
  const [state, send] = useActionState(action, {});
  return (
    <form action={send} className="grid gap-3">
      <TextField
        name={name}
        label={label}
        hint={hint}
        error={state.error}
        maxLength={maxLength}
        required
        autoComplete="off"
      />
      <SubmitButton variant={name === "code" ? "primary" : undefined} block>
        {submit}
      </SubmitButton>
    </form>
  );
}

interface InviteProps {
  action: () => Promise<FamilyState>;
  words: { submit: string; told: string; until: string };
}

/** Makes a code and shows it, large enough to be read across a table. */
export function FamilyInvite({ action, words }: InviteProps) {
  const [state, send] = useActionState<FamilyState>(action, {});
  return (
    <form action={send} className="grid gap-3">
      {state.error && <FormMessage tone="danger">{state.error}</FormMessage>}
      {state.code && (
        <FormMessage tone="ok">
          <p>{words.told}</p>
          <p className="my-2 text-center font-mono text-2xl tracking-widest text-ink">{state.code}</p>
          <p className="text-center text-xs">
            {words.until} {state.until}
          </p>
        </FormMessage>
      )}
      <SubmitButton variant="primary" block>
        {words.submit}
      </SubmitButton>
    </form>
  );
}
