"use client";

import { useActionState, useState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { FormMessage } from "./form-message";

export interface WithdrawState {
  mismatch?: string;
  problem?: string;
}

interface Props {
  action: (state: WithdrawState, form: FormData) => Promise<WithdrawState>;
  words: { reason: string; type: string; submit: string };
}

/** Leaving cannot be taken back: the word is typed, and the reason is a matter of choice. */
export function WithdrawForm({ action, words }: Props) {
  const [state, send] = useActionState(action, {});
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  return (
    <form action={send} className="grid gap-5">
      {state.problem && <FormMessage tone="danger">{state.problem}</FormMessage>}
      <TextField
        label={words.reason}
        name="reason"
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <TextField
        label={words.type}
        name="typed"
        autoComplete="off"
        error={state.mismatch}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <SubmitButton variant="danger" block>
        {words.submit}
      </SubmitButton>
    </form>
  );
}
