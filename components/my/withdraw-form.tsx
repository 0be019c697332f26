"use client";

import { useActionState, useState } from "react";
import type { AuthState } from "@/components/auth/auth-state";
import { PresentPassword, ProofLink, type ProofNeeded, type ProofWords } from "@/components/auth/proof-fields";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { FormMessage } from "./form-message";

export interface WithdrawState {
  mismatch?: string;
  problem?: string;
  /** What has to be shown from now on. */
  proof?: ProofNeeded;
}

interface Props {
  action: (state: WithdrawState, form: FormData) => Promise<WithdrawState>;
  words: { reason: string; type: string; submit: string };
  proof: ProofNeeded;
  proofWords: ProofWords;
  sendLink: () => Promise<AuthState>;
}

/**
 * Leaving cannot be taken back: the word is typed, who signed in long ago shows who they are, and the reason is a matter of choice.
 * A link by mail is asked for first, so that nothing is typed in vain.
 */
export function WithdrawForm({ action, words, proof: atFirst, proofWords, sendLink }: Props) {
  const [state, send] = useActionState(action, {});
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const proof = state.proof ?? atFirst;
  const problem = state.problem && <FormMessage tone="danger">{state.problem}</FormMessage>;
  if (proof === "link")
    return (
      <div className="grid gap-4">
        {problem}
        <ProofLink words={proofWords} action={sendLink} />
      </div>
    );
  return (
    <div>
      <form action={send} className="grid gap-5">
        {problem}
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
        {proof === "password" && <PresentPassword words={proofWords} />}
        <SubmitButton variant="danger" block>
          {words.submit}
        </SubmitButton>
      </form>
      {proof === "password" && <ProofLink words={proofWords} action={sendLink} isAside />}
    </div>
  );
}
