"use client";

import { useActionState, useId, useState } from "react";
import { controlStyle } from "@/components/ui/control-style";
import { SubmitButton } from "@/components/ui/submit-button";
import { FormMessage } from "./form-message";

export interface PrivacyState {
  done?: string;
}
interface Props {
  action: (state: PrivacyState, form: FormData) => Promise<PrivacyState>;
  kinds: readonly { value: string; label: string }[];
  words: { kind: string; details: string; detailsHint: string; erasureHint: string; submit: string };
}

/** What is asked for, and in which words. */
export function PrivacyForm({ action, kinds, words }: Props) {
  const [state, send] = useActionState(action, {});
  const [kind, setKind] = useState("disclosure");
  const [details, setDetails] = useState("");
  const id = useId();
  if (state.done) return <FormMessage tone="ok">{state.done}</FormMessage>;
  return (
    <form action={send} className="grid gap-5">
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-sm font-medium">{words.kind}</legend>
        {kinds.map(({ value, label }) => (
          <label key={value} className="flex min-h-11 items-center gap-3 text-sm">
            <input
              type="radio"
              name="kind"
              value={value}
              checked={kind === value}
              onChange={() => setKind(value)}
              className="size-5 accent-brand"
            />
            {label}
          </label>
        ))}
      </fieldset>
      {kind === "erasure" && <FormMessage tone="info">{words.erasureHint}</FormMessage>}
      <div className="grid gap-1.5">
        <label htmlFor={id} className="text-sm font-medium">
          {words.details}
        </label>
        <textarea
          id={id}
          name="details"
          rows={4}
          maxLength={2000}
          aria-describedby={`${id}-hint`}
          className={`${controlStyle} py-2`}
          value={details}
          onChange={(event) => setDetails(event.target.value)}
        />
        <p id={`${id}-hint`} className="text-xs text-ink-3">
          {words.detailsHint}
        </p>
      </div>
      <SubmitButton variant="primary" block>
        {words.submit}
      </SubmitButton>
    </form>
  );
}
