import { Check } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  label: ReactNode;
  hint?: ReactNode;
  hideLabel?: boolean;
};

/** A native checkbox with its label; the whole row can be pressed. */
export function Checkbox({ label, hint, hideLabel, className, ...rest }: CheckboxProps) {
  return (
    <label
      className={cn("flex min-h-control-sm items-start gap-2.5 py-1.5 text-control has-disabled:text-ink-3", className)}
    >
      <span className="relative mt-[0.3em] flex size-[1.15em] shrink-0">
        <input
          {...rest}
          type="checkbox"
          className="peer size-full appearance-none rounded-sm border border-line-strong bg-surface transition-colors checked:border-brand-edge checked:bg-brand disabled:opacity-50"
        />
        <Check
          aria-hidden
          strokeWidth={3}
          className="pointer-events-none absolute inset-0 m-auto size-[0.85em] text-brand-ink opacity-0 peer-checked:opacity-100"
        />
      </span>
      <span className={hideLabel ? "sr-only" : "min-w-0"}>
        {label}
        {hint && <span className="block text-xs text-ink-3">{hint}</span>}
      </span>
    </label>
  );
}
