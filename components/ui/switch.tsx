import type { ComponentProps, ReactNode } from "react";

type SwitchProps = Omit<ComponentProps<"input">, "type" | "role"> & {
  label: ReactNode;
  hint?: ReactNode;
  hideLabel?: boolean;
};

/** On or off, taking effect at once. For a choice that is saved later use Checkbox. */
export function Switch({ label, hint, hideLabel, className, ...rest }: SwitchProps) {
  return (
    <label
      className={`flex min-h-control-sm items-center justify-between gap-4 py-1.5 text-control has-disabled:text-ink-3 ${className ?? ""}`}
    >
      <span className={hideLabel ? "sr-only" : "min-w-0"}>
        {label}
        {hint && <span className="block text-xs text-ink-3">{hint}</span>}
      </span>
      <input
        {...rest}
        type="checkbox"
        role="switch"
        className="relative h-6 w-10 shrink-0 appearance-none rounded-full bg-line-strong transition-colors duration-150 before:absolute before:start-0.5 before:top-0.5 before:size-5 before:rounded-full before:bg-white before:shadow-card before:transition-transform before:duration-150 checked:bg-brand checked:outline-brand-edge checked:before:translate-x-4 disabled:opacity-50"
      />
    </label>
  );
}
