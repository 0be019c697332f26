"use client";

import { useEffect, useRef, useState } from "react";
import type { Choice } from "./combobox";

const searchDelayMs = 200;

/** What fits a text, for a Combobox: asked for when typing rests; of several answers the one to the last text counts. */
export function useFoundChoices(search: (text: string) => Promise<readonly Choice[]>) {
  const [found, setFound] = useState<readonly Choice[]>([]);
  const [isLoading, setLoading] = useState(false);
  const asked = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = (text: string) => {
    clearTimeout(timer.current);
    asked.current += 1;
    const mine = asked.current;
    setLoading(true);
    timer.current = setTimeout(() => {
      search(text)
        // oxlint-disable-next-line promise/no-callback-in-promise -- a setter of state, not a callback
        .then((next) => mine === asked.current && setFound(next))
        .catch(() => mine === asked.current && setFound([]))
        .finally(() => mine === asked.current && setLoading(false));
    }, searchDelayMs);
  };
  return { found, isLoading, ask };
}
