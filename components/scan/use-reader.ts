"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { theReader } from "./reader";

const useBrowserLayoutEffect = typeof window === "undefined" ? useEffect : useLayoutEffect;

/** Begins to listen as soon as the counter is open, so that nothing read between two of its screens is lost. */
export function useReaderFromNow() {
  useBrowserLayoutEffect(() => {
    theReader();
  }, []);
}

/** Whatever is typed while no text box has the focus goes into this one: a reader hits its mark wherever the last press was. */
export function useTypingTarget(target: RefObject<HTMLInputElement | null>, onCode: (text: string) => void) {
  const latest = useRef(onCode);
  useBrowserLayoutEffect(() => {
    latest.current = onCode;
  });
  useBrowserLayoutEffect(
    () => theReader().give({ box: () => target.current, onCode: (text) => latest.current(text) }),
    [target],
  );
}

/** Calls back with a code read while no text box has the focus, on screens that have none. */
export function useReader(onCode: (text: string) => void) {
  const latest = useRef(onCode);
  useBrowserLayoutEffect(() => {
    latest.current = onCode;
  });
  useBrowserLayoutEffect(() => theReader().give({ onCode: (text) => latest.current(text) }), []);
}
