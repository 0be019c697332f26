"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlStyle } from "./control-style";
import { useFieldWiring } from "./field";

export type SelectOption = { value: string; label: string; disabled?: boolean };

type SelectProps = ComponentProps<"select"> & {
  options?: readonly SelectOption[];
  /** An empty first choice. */
  placeholder?: string;
};

/** The device's own chooser: best on phones, and known to everyone. */
export function Select({ className, options, placeholder, children, ...rest }: SelectProps) {
  return (
    <span className="relative block">
      <select {...useFieldWiring()} {...rest} className={cn(controlStyle, "h-control appearance-none pe-9", className)}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options?.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
        {children}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 text-ink-3" />
    </span>
  );
}
