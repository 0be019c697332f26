"use client";

import { useEffect, useRef } from "react";

/** Keys of the counter by what they do; none is a letter, since letters go into the box for reading. */
export const counterKeys = {
  help: "F1",
  issue: "F2",
  sale: "F4",
  shift: "F6",
  give: "F8",
  exchange: "F9",
  /** Together with Ctrl (⌘ on a Mac). */
  record: "Enter",
  next: "Escape",
} as const;

type Shortcuts = Partial<Record<keyof typeof counterKeys, () => void>>;

/** Calls what a key stands for, while no dialog or list is open. */
export function useShortcuts(shortcuts: Shortcuts) {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || event.repeat || event.defaultPrevented) return;
      if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) return;
      const isRecord = (event.ctrlKey || event.metaKey) && event.key === counterKeys.record;
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      const name = (Object.keys(counterKeys) as (keyof typeof counterKeys)[]).find((key) =>
        key === "record" ? isRecord : plain && event.key === counterKeys[key],
      );
      const act = name && latest.current[name];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
