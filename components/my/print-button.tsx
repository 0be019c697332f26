"use client";

import { buttonStyle } from "@/components/ui/button-style";

/** Prints the page as it stands. */
export const PrintButton = ({ label }: { label: string }) => (
  <button type="button" onClick={() => window.print()} className={buttonStyle({ variant: "ghost" })}>
    {label}
  </button>
);
