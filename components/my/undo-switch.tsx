"use client";

import { useState, useTransition } from "react";
import { Switch } from "@/components/ui/switch";

export interface UndoSwitchWords {
  on: string;
  off: string;
  undo: string;
  failed: string;
}

interface Props {
  label: string;
  hint?: string;
  isOn: boolean;
  /** Why it cannot be switched on. */
  disabledReason?: string | null;
  words: UndoSwitchWords;
  onChange: (isOn: boolean) => Promise<void>;
}

/** Takes effect at once, says so below, and takes it back as long as the page stands. Falls back when the server could not be told. */
export function UndoSwitch({ label, hint, isOn, disabledReason, words, onChange }: Props) {
  const [shown, show] = useState(isOn);
  const [said, say] = useState<"on" | "off" | "failed" | null>(null);
  const [isPending, start] = useTransition();
  const set = (next: boolean, isUndo = false) => {
    show(next);
    start(async () => {
      try {
        await onChange(next);
        say(isUndo ? null : next ? "on" : "off");
      } catch {
        show(!next);
        say("failed");
      }
    });
  };
  return (
    <div>
      <Switch
        label={label}
        hint={disabledReason ?? hint}
        checked={shown}
        disabled={Boolean(disabledReason) && !shown}
        aria-busy={isPending}
        onChange={(event) => set(event.target.checked)}
      />
      <p role="status" className={said ? "pb-2 text-sm text-ink-2" : "sr-only"}>
        {said && (
          <>
            {words[said]}
            {said !== "failed" && (
              <button
                type="button"
                onClick={() => set(said === "off", true)}
                className="ms-2 min-h-11 px-1 font-medium text-brand-text underline underline-offset-4"
              >
                {words.undo}
              </button>
            )}
          </>
        )}
      </p>
    </div>
  );
}
