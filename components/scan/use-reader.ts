"use client";

import { type RefObject, useEffect, useRef } from "react";

/** A reader types a whole code within this time per key; a hand does not. */
const KEY_GAP_MS = 120;

const takesText = (element: Element | null) =>
  element instanceof HTMLElement && (element.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
const isDialogOpen = () => document.querySelector('[role="dialog"]') !== null;
const isPlainKey = (event: KeyboardEvent) =>
  event.key.length === 1 &&
  event.key !== " " &&
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !event.isComposing;

/** Whatever is typed while no text box has the focus goes into this one: a reader hits its mark wherever the last press was. */
export function useTypingTarget(target: RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const catchKey = (event: KeyboardEvent) => {
      if (!isPlainKey(event) || takesText(document.activeElement) || isDialogOpen()) return;
      // The key itself lands in the box: focus moves before the letter is written.
      target.current?.focus();
    };
    document.addEventListener("keydown", catchKey);
    return () => document.removeEventListener("keydown", catchKey);
  }, [target]);
}

/** Calls back with a code read while no text box has the focus, on screens that have none. */
export function useReader(onScan: (text: string) => void) {
  const latest = useRef(onScan);
  useEffect(() => {
    latest.current = onScan;
  });
  useEffect(() => {
    let read = "";
    let lastAt = 0;
    const catchKey = (event: KeyboardEvent) => {
      if (takesText(document.activeElement) || isDialogOpen()) return;
      if (event.timeStamp - lastAt > KEY_GAP_MS) read = "";
      lastAt = event.timeStamp;
      if (isPlainKey(event)) read += event.key;
      else if (event.key === "Enter" && read.length >= 4) {
        // The focused button must not be pressed by the reader's Enter.
        event.preventDefault();
        latest.current(read);
        read = "";
      }
    };
    document.addEventListener("keydown", catchKey, true);
    return () => document.removeEventListener("keydown", catchKey, true);
  }, []);
}
