"use client";

import { useActionState, useState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { AuthAction } from "./auth-state";
import { FormProblem } from "./form-problem";
import { PresentPassword, type ProofNeeded, type ProofWords } from "./proof-fields";

interface Props {
  action: AuthAction;
  proof: ProofNeeded;
  words: {
    email: string;
    submit: string;
    sentTitle: string;
    /** With {email} where the address stands. */
    sent: string;
    notArrived: string;
    proof: ProofWords;
  };
}

/** A member gives the address that is to be theirs; it becomes so when the link sent there is opened. */
export function AddressForm({ action, proof, words }: Props) {
  const [state, send] = useActionState(action, {});
  const [email, setEmail] = useState(state.email ?? "");
  if (state.isSent)
    return (
      <div className="grid gap-4">
        <div role="status" className="rounded-lg border border-ok/25 bg-ok-soft px-4 py-3 text-sm">
          <p className="font-medium text-ok">{words.sentTitle}</p>
          <p className="break-words text-ink-2">{words.sent.replace("{email}", state.email ?? "")}</p>
        </div>
        <p className="text-sm text-ink-3">{words.notArrived}</p>
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
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      {proof === "password" && <PresentPassword words={words.proof} />}
      <SubmitButton variant="primary" block>
        {words.submit}
      </SubmitButton>
    </form>
  );
}
