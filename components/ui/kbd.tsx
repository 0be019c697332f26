import type { ReactNode } from "react";

/** A key of the keyboard. */
export const Kbd = ({ children }: { children: ReactNode }) => (
  <kbd className="inline-flex min-w-5 items-center justify-center rounded-sm border border-line border-b-2 bg-surface px-1 font-mono text-2xs text-ink-2">
    {children}
  </kbd>
);
