"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { rowStyle } from "./control-style";

export type FilterChip = { value: string; label: ReactNode; count?: ReactNode; href?: string };

type FilterChipsProps = {
  label: string;
  options: readonly FilterChip[];
  value: string;
  onValueChange?: (value: string) => void;
};

/** One filter of a list, as chips; with `href` the choice lives in the address. */
export function FilterChips({ label, options, value, onValueChange }: FilterChipsProps) {
  return (
    <div role="group" aria-label={label} className={cn("-mx-1 flex gap-1.5 px-1 py-1", rowStyle)}>
      {options.map((option) => {
        const on = option.value === value;
        const className = cn(
          "inline-flex min-h-control-sm items-center gap-1.5 whitespace-nowrap rounded-full border px-3.5 text-sm transition-colors",
          on
            ? "border-brand-text bg-brand-soft font-medium text-brand-text"
            : "border-line bg-surface text-ink-2 hover:bg-hover",
        );
        const body = (
          <>
            {option.label}
            {option.count !== undefined && (
              <span className={cn("tabular text-xs", !on && "text-ink-3")}>{option.count}</span>
            )}
          </>
        );
        return option.href ? (
          <Link
            key={option.value}
            href={option.href}
            scroll={false}
            aria-current={on ? "true" : undefined}
            className={className}
          >
            {body}
          </Link>
        ) : (
          <button
            key={option.value}
            type="button"
            aria-pressed={on}
            onClick={() => onValueChange?.(option.value)}
            className={className}
          >
            {body}
          </button>
        );
      })}
    </div>
  );
}
