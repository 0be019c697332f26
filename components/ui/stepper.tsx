"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type Step = {
  key: string;
  label: ReactNode;
  state: "done" | "current" | "ahead";
  href?: string;
  /** Goes there without asking the server, where the page holds every step already. Opening in a new tab still follows `href`. */
  onSelect?: () => void;
};

/** The steps of a longer form; on phones only the current one is named. */
export function Stepper({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <nav aria-label={label}>
      <ol className="flex items-center gap-2">
        {steps.map((step, index) => {
          const mark = (
            <span
              aria-hidden
              className={cn(
                "tabular flex size-6 shrink-0 items-center justify-center rounded-full border text-xs font-medium",
                step.state === "done" && "border-brand-text bg-brand-soft text-brand-text",
                step.state === "current" && "border-brand-edge bg-brand text-brand-ink",
                step.state === "ahead" && "border-line-strong text-ink-3",
              )}
            >
              {step.state === "done" ? <Check className="size-3.5" strokeWidth={3} /> : index + 1}
            </span>
          );
          const text = (
            <span
              className={cn(
                "whitespace-nowrap text-sm",
                step.state === "current" ? "font-medium" : "text-ink-3 max-md:sr-only",
              )}
            >
              {step.label}
            </span>
          );
          return (
            <li
              key={step.key}
              aria-current={step.state === "current" ? "step" : undefined}
              className="flex items-center gap-2 not-last:flex-1"
            >
              {step.href ? (
                <Link
                  href={step.href}
                  prefetch={step.onSelect ? false : null}
                  onNavigate={
                    step.onSelect &&
                    ((event) => {
                      event.preventDefault();
                      step.onSelect?.();
                    })
                  }
                  className="flex items-center gap-2 rounded-md hover:[&>span:last-child]:text-ink"
                >
                  {mark}
                  {text}
                </Link>
              ) : (
                <span className="flex items-center gap-2">
                  {mark}
                  {text}
                </span>
              )}
              {index < steps.length - 1 && <span aria-hidden className="h-px min-w-3 flex-1 bg-line" />}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
