"use client";

import { useActionState } from "react";
import { FormMessage } from "@/components/my/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

interface Typed {
  to: string;
  points: string;
  note: string;
}

export interface GiveState {
  /** Kept, so that nothing is typed twice. */
  typed?: Typed;
  problem?: string;
  fields?: { to?: string; points?: string };
  /** What is asked before it happens. */
  ask?: { key: string; name: string; points: string; left: string };
}

interface Props {
  action: (before: GiveState, form: FormData) => Promise<GiveState>;
  isPossible: boolean;
  words: Record<
    "to" | "toHint" | "points" | "note" | "noteHint" | "next" | "none" | "askUndo" | "confirm" | "back",
    string
  > & {
    /** With {name} and {points}. */
    askTitle: string;
    /** With {left}. */
    askLeft: string;
  };
}

/** Who and how many; then the same once more to be confirmed. Works before the page's scripts do. Light: every word is given to it. */
export function GiveForm({ action, isPossible, words }: Props) {
  const [state, send] = useActionState<GiveState, FormData>(action, {});
  const { typed, ask } = state;
  if (ask && typed)
    return (
      <form action={send} className="grid gap-4">
        {Object.entries({ ...typed, key: ask.key }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <FormMessage tone="info">
          <p className="text-base font-medium text-ink">
            {words.askTitle.replace("{name}", ask.name).replace("{points}", ask.points)}
          </p>
          <p className="tabular mt-1">{words.askLeft.replace("{left}", ask.left)}</p>
          <p className="mt-1">{words.askUndo}</p>
        </FormMessage>
        <SubmitButton variant="primary" block name="step" value="give">
          {words.confirm}
        </SubmitButton>
        <SubmitButton block name="step" value="back">
          {words.back}
        </SubmitButton>
      </form>
    );
  return (
    // A new form for each answer, so that it opens with what was typed.
    <form key={JSON.stringify(typed)} action={send} className="grid gap-4">
      {state.problem && <FormMessage tone="danger">{state.problem}</FormMessage>}
      <TextField
        label={words.to}
        hint={words.toHint}
        name="to"
        required
        maxLength={200}
        autoComplete="off"
        defaultValue={typed?.to ?? ""}
        error={state.fields?.to}
      />
      <TextField
        label={words.points}
        name="points"
        inputMode="numeric"
        required
        maxLength={12}
        autoComplete="off"
        defaultValue={typed?.points ?? ""}
        error={state.fields?.points}
      />
      <TextField
        label={words.note}
        hint={words.noteHint}
        name="note"
        maxLength={60}
        autoComplete="off"
        defaultValue={typed?.note ?? ""}
      />
      <SubmitButton variant="primary" block disabled={!isPossible}>
        {words.next}
      </SubmitButton>
      {!isPossible && <p className="text-xs text-ink-3">{words.none}</p>}
    </form>
  );
}
