"use client";

import { useState } from "react";
import { AskFirst } from "@/components/my/ask-first";

interface Props {
  words: { label: string; title: string; text: string; cancel: string };
  onCancel: () => Promise<string | null>;
}

/** Calls an exchange off after a question. Light: the words come from the server. */
export function CancelExchange({ words, onCancel }: Props) {
  const [problem, say] = useState<string | null>(null);
  return (
    <div className="grid gap-1">
      <AskFirst
        label={words.label}
        look={{ size: "sm" }}
        title={words.title}
        text={words.text}
        confirmLabel={words.label}
        confirmLook="danger"
        cancelLabel={words.cancel}
        onConfirm={async () => say(await onCancel())}
      />
      <p role="alert" className="text-sm text-danger empty:hidden">
        {problem}
      </p>
    </div>
  );
}
