"use client";

import { useState } from "react";
import { AskFirst } from "@/components/my/ask-first";
import { SubmitButton } from "@/components/ui/submit-button";

export interface TearWords {
  tear: string;
  title: string;
  text: string;
  confirm: string;
  cancel: string;
}

/** Uses the coupon up by hand, after a question. Light: the words come from the server. */
export function TearButton({ words, onTear }: { words: TearWords; onTear: () => Promise<string | null> }) {
  const [problem, say] = useState<string | null>(null);
  return (
    <div className="grid gap-2">
      <AskFirst
        label={words.tear}
        look={{ variant: "primary", block: true }}
        title={words.title}
        text={words.text}
        confirmLabel={words.confirm}
        confirmLook="primary"
        cancelLabel={words.cancel}
        onConfirm={async () => say(await onTear())}
      />
      <p role="alert" className="text-sm text-danger empty:hidden">
        {problem}
      </p>
    </div>
  );
}

/** Takes it back for some minutes. */
export function UndoTear({
  label,
  hint,
  onUndo,
}: {
  label: string;
  hint: string;
  onUndo: () => Promise<string | null>;
}) {
  const [problem, say] = useState<string | null>(null);
  return (
    <form action={async () => say(await onUndo())} className="grid gap-2">
      <SubmitButton variant="secondary" block>
        {label}
      </SubmitButton>
      <p className="text-sm text-ink-2">{problem ?? hint}</p>
    </form>
  );
}
