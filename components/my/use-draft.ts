"use client";

import { useEffect, useRef } from "react";
import { keepUnder, keptUnder } from "@/components/form/kept";
import { type Draft, isDraft } from "./draft";

/**
 * Keeps what is typed in this tab until it is saved, so that neither a lost network nor an ended session takes it away.
 * `restore` is called once with what was kept. Give null while nothing is typed: then nothing is kept.
 */
export function useDraft(key: string, draft: Draft | null, restore: (kept: Draft) => void) {
  const isRestored = useRef(false);
  const restoreOnce = useRef(restore);
  useEffect(() => {
    if (isRestored.current) return;
    isRestored.current = true;
    const kept = keptUnder<Draft>(key, isDraft);
    if (kept) restoreOnce.current(kept);
  }, [key]);
  const text = draft && JSON.stringify(draft);
  const isFirst = useRef(true);
  useEffect(() => {
    // The first time, what was kept has not arrived in the form yet.
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    keepUnder(key, text ? (JSON.parse(text) as Draft) : null);
  }, [key, text]);
}
