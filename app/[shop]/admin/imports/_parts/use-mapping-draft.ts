"use client";

import { useMemo, useState, useSyncExternalStore } from "react";
import type { Found } from "@/components/imports/found-panel";
import type { ScreenMapping } from "@/server/imports/input";

export interface MappingDraft {
  /** What was changed of how the file is read. */
  reading?: Partial<Found> | undefined;
  isFresh?: boolean | undefined;
  mapping?: ScreenMapping | undefined;
}

function draftIn(text: string): MappingDraft {
  try {
    return JSON.parse(text) as MappingDraft;
  } catch {
    return {};
  }
}

const never = () => () => {};

/** What was changed by hand of one file's mapping; it outlives a reload, a sign-in and the way back from the check. */
export function useMappingDraft(key: string) {
  const [, renew] = useState(0);
  // Null until the browser has told what it kept: the server cannot know.
  const kept = useSyncExternalStore(
    never,
    () => sessionStorage.getItem(key) ?? "{}",
    () => null,
  );
  const draft = useMemo(() => draftIn(kept ?? "{}"), [kept]);
  return {
    draft,
    isReady: kept !== null,
    setDraft: (next: MappingDraft) => {
      sessionStorage.setItem(key, JSON.stringify(next));
      renew((count) => count + 1);
    },
  };
}
