"use client";

import { useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { AuthState } from "./auth-state";
import { FormProblem } from "./form-problem";

/** How a member shows again who they are: not at all, by the present password, or by a fresh link. */
export type ProofNeeded = "none" | "password" | "link";

export interface ProofWords {
  present: string;
  presentHint: string;
  linkLead: string;
  linkSubmit: string;
  /** With {email} where the address stands. */
  linkSent: string;
  forgotten: string;
}

/** The present password, where one is asked for. Stands inside the form of what is to be changed. */
export const PresentPassword = ({ words }: { words: ProofWords }) => (
  <TextField
    label={words.present}
    hint={words.presentHint}
    name="presentPassword"
    type="password"
    autoComplete="current-password"
    required
    maxLength={200}
  />
);

interface ProofLinkProps {
  words: ProofWords;
  action: () => Promise<AuthState>;
  /** Below a form that asks for the present password: for those who have forgotten it. */
  isAside?: boolean;
}

/** Mails a link that leads back here, signed in anew. */
export function ProofLink({ words, action, isAside }: ProofLinkProps) {
  const [state, send] = useActionState<AuthState>(action, {});
  if (state.isSent)
    return (
      <p role="status" className="rounded-lg border border-ok/25 bg-ok-soft px-4 py-3 text-sm break-words text-ink-2">
        {words.linkSent.replace("{email}", state.email ?? "")}
      </p>
    );
  return (
    <form action={send} className="grid gap-4">
      <FormProblem message={state.message} />
      {!isAside && <p className="text-sm text-ink-2">{words.linkLead}</p>}
      {isAside ? (
        <button type="submit" className="mt-3 min-h-11 text-sm text-brand-text underline underline-offset-4">
          {words.forgotten}
        </button>
      ) : (
        <SubmitButton variant="primary" block>
          {words.linkSubmit}
        </SubmitButton>
      )}
    </form>
  );
}
