"use client";

import { useRef, useState, useTransition } from "react";
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
  /** What the server has said last; presses go to it one after the other, so that the last one decides. */
  const confirmed = useRef(isOn);
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const presses = useRef(0);
  const tell = async (before: Promise<unknown>, next: boolean) => {
    await before;
    await onChange(next);
  };
  const set = (next: boolean, isUndo = false) => {
    const mine = ++presses.current;
    show(next);
    const told = tell(line.current, next);
    line.current = told.catch(() => undefined);
    start(async () => {
      try {
        await told;
        confirmed.current = next;
        if (presses.current === mine) say(isUndo ? null : next ? "on" : "off");
      } catch {
        if (presses.current !== mine) return;
        show(confirmed.current);
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
