"use client";

import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { keepUnder, keptUnder } from "./kept";

const never = () => () => undefined;
const nameOf = (key: string) => `goen.draft.${key}`;

/**
 * What was typed into a form, kept in this tab until it is saved or given up: a reload, a lost session or the back button lose nothing.
 * `draft` is null while nothing was typed. Values must survive JSON; never keep a password here.
 */
export function useDraft<T extends object>(key: string) {
  // Only the browser knows what was kept, so the server and the first drawing start without.
  const isBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const kept = useMemo(() => (isBrowser ? keptUnder<T>(nameOf(key)) : null), [isBrowser, key]);
  const [edited, setEdited] = useState<T | null | undefined>(undefined);
  const [isSaved, setSaved] = useState(false);
  useEffect(() => {
    if (isSaved) keepUnder(nameOf(key), null);
    else if (edited !== undefined) keepUnder(nameOf(key), edited);
  }, [key, edited, isSaved]);
  const set = (next: typeof edited | ((now: typeof edited) => typeof edited)) => {
    setSaved(false);
    setEdited(next);
  };
  return {
    draft: edited === undefined ? kept : edited,
    /** True while the form shows what an earlier visit left. */
    isRestored: edited === undefined && kept !== null,
    change: (next: T | null) => set(next),
    /** A change made of the draft as it stands then: for answers that come while one types on. */
    edit: (from: (draft: T | null) => T | null) => set((now) => from(now === undefined ? kept : now)),
    /** Lets go of what was kept, and shows it until the page that follows is there. */
    leave: () => setSaved(true),
  };
}
