import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Our own scale names must be known to the merger, or it would take `text-2xs` for a colour and drop it.
const merge = extendTailwindMerge({
  extend: {
    theme: { text: ["2xs", "control"], shadow: ["card", "pop", "modal"], spacing: ["control", "control-sm"] },
  },
});

/** Joins class names; of two that set the same thing the later one wins. */
export const cn = (...classes: ClassValue[]) => merge(clsx(classes));
