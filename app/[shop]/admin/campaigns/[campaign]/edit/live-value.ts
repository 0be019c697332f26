"use client";

import { useEffect, useState } from "react";

/** A value that follows another when it has stood still for so long: what is typed is not asked about letter by letter. */
export function useSettled<T>(value: T, ms = 400): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
