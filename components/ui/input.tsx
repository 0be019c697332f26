"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { controlStyle } from "./control-style";
import { useFieldWiring } from "./field";

type InputProps = ComponentProps<"input"> & {
  /** A fixed sign before or after the value, such as ¥ or %. */
  prefix?: ReactNode;
  suffix?: ReactNode;
};

/** One line of text. Numbers: give `inputMode="numeric"`, and the digits are set right-aligned and tabular. */
export function Input({ className, prefix, suffix, ...rest }: InputProps) {
  const wiring = useFieldWiring();
  const numeric = rest.inputMode === "numeric" || rest.inputMode === "decimal" || rest.type === "number";
  const input = (
    <input
      {...wiring}
      {...rest}
      className={cn(
        controlStyle,
        "h-control",
        numeric && "tabular text-end",
        prefix && "ps-8",
        suffix && (typeof suffix === "string" && suffix.length > 5 ? "pe-20" : "pe-14"),
        className,
      )}
    />
  );
  if (!prefix && !suffix) return input;
  return (
    <span className="relative block">
      {prefix && (
        <span className="pointer-events-none absolute inset-y-0 start-3 flex items-center text-ink-3">{prefix}</span>
      )}
      {input}
      {suffix && (
        <span className="pointer-events-none absolute inset-y-0 end-3 flex items-center text-sm text-ink-3">
          {suffix}
        </span>
      )}
    </span>
  );
}
