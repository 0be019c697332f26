"use client";

import { useEffect, useState } from "react";
import type { Found } from "@/components/imports/found-panel";
import type { ScreenMapping } from "@/server/imports/input";

export interface MappingDraft {
  /** What was changed of how the file is read. */
  reading?: Partial<Found> | undefined;
  isFresh?: boolean | undefined;
  mapping?: ScreenMapping | undefined;
}

function kept(key: string): MappingDraft {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "{}") as MappingDraft;
  } catch {
    return {};
  }
}

/** What was changed by hand of one file's mapping; it outlives a reload, a sign-in and the way back from the check. */
export function useMappingDraft(key: string) {
  // Null until the browser has told what it kept: the server cannot know.
  const [draft, set] = useState<MappingDraft | null>(null);
  useEffect(() => set(kept(key)), [key]);
  return {
    draft: draft ?? {},
    isReady: draft !== null,
    setDraft: (next: MappingDraft) => {
      sessionStorage.setItem(key, JSON.stringify(next));
      set(next);
    },
  };
}
