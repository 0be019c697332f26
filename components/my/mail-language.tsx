"use client";

import { useState, useTransition } from "react";
import { ChoiceField } from "@/components/ui/text-field";

interface Props {
  label: string;
  saved: string;
  failed: string;
  locale: string;
  onChange: (locale: string) => Promise<void>;
}

/** The language in which the shop writes; each language is written in itself. */
export function MailLanguage({ label, saved, failed, locale, onChange }: Props) {
  const [shown, show] = useState(locale);
  const [said, say] = useState<string | null>(null);
  const [isPending, start] = useTransition();
  const choose = (next: string) => {
    const before = shown;
    show(next);
    start(async () => {
      try {
        await onChange(next);
        say(saved);
      } catch {
        show(before);
        say(failed);
      }
    });
  };
  return (
    <ChoiceField
      label={label}
      value={shown}
      aria-busy={isPending}
      onChange={(event) => choose(event.target.value)}
      options={[
        { value: "ja", label: "日本語" },
        { value: "en", label: "English" },
      ]}
      note={
        <p role="status" className="text-sm text-ink-2">
          {said}
        </p>
      }
    />
  );
}
