import type { ReactNode } from "react";
import { cn } from "./cn";

type StatProps = {
  label: ReactNode;
  /** Already formatted (components/format). */
  value: ReactNode;
  unit?: ReactNode;
  /** A line below: a comparison, a period, an interval. */
  sub?: ReactNode;
  tone?: "ok" | "danger";
  size?: "md" | "lg";
  className?: string;
};

/** One number that matters. */
export function Stat({ label, value, unit, sub, tone, size = "md", className }: StatProps) {
  return (
    <div className={cn("min-w-0", className)}>
      <p className="text-xs text-ink-3">{label}</p>
      <p className="mt-0.5 flex flex-wrap items-baseline gap-x-1">
        <span
          className={cn(
            "tabular font-semibold tracking-tight",
            size === "lg" ? "text-4xl" : "text-2xl",
            tone === "ok" && "text-ok",
            tone === "danger" && "text-danger",
          )}
        >
          {value}
        </span>
        {unit && <span className="text-sm text-ink-2">{unit}</span>}
      </p>
      {sub && <p className="tabular mt-0.5 text-xs text-ink-3">{sub}</p>}
    </div>
  );
}
