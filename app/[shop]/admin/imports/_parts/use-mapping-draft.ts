"use client";

import { useMemo, useState, useSyncExternalStore } from "react";
import { keepUnder, keptUnder } from "@/components/form/kept";
import type { Found } from "@/components/imports/found-panel";
import type { ScreenMapping } from "@/server/imports/input";

export interface MappingDraft {
  /** What was changed of how the file is read. */
  reading?: Partial<Found> | undefined;
  isFresh?: boolean | undefined;
  mapping?: ScreenMapping | undefined;
}

const never = () => () => {};
const nothing: MappingDraft = {};

/** What was changed by hand of one file's mapping; it outlives a reload, a sign-in and the way back from the check. */
export function useMappingDraft(key: string) {
  // Not before the browser has told what it kept: the server cannot know.
  const isReady = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const kept = useMemo(() => (isReady ? keptUnder<MappingDraft>(key) : null), [isReady, key]);
  const [edited, setEdited] = useState<{ key: string; draft: MappingDraft } | null>(null);
  return {
    draft: (edited?.key === key ? edited.draft : kept) ?? nothing,
    isReady,
    setDraft: (next: MappingDraft) => {
      keepUnder(key, next);
      setEdited({ key, draft: next });
    },
  };
}
