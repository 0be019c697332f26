import { cn } from "@/components/ui/cn";
import type { Instant } from "./formats";
import { useFormats } from "./use-formats";

type DateProps = {
  value: Instant;
  form?: "date" | "dateShort" | "monthDay" | "month" | "time" | "dateTime";
  className?: string;
};

const machine = (value: Instant) => (typeof value === "string" ? value : new Date(value).toISOString());

/** An instant in the shop's zone, or a calendar day given as `YYYY-MM-DD`. */
export function DateTime({ value, form = "date", className }: DateProps) {
  const formats = useFormats();
  return (
    <time dateTime={machine(value)} className={cn("tabular whitespace-nowrap", className)}>
      {formats[form](value)}
    </time>
  );
}

/** How long ago or how soon, against a given `now` (so that server and browser say the same); the exact time is the hint. */
export function RelativeTime({ value, now, className }: { value: Instant; now: Instant; className?: string }) {
  const formats = useFormats();
  return (
    <time dateTime={machine(value)} title={formats.dateTime(value)} className={cn("whitespace-nowrap", className)}>
      {formats.relative(value, now)}
    </time>
  );
}
