import type { ReactNode } from "react";

export type ProgressPart = {
  key: string;
  value: number;
  tone: "brand" | "ok" | "warn" | "danger" | "neutral";
  label: string;
};

const fills = { brand: "bg-brand-text", ok: "bg-ok", warn: "bg-warn", danger: "bg-danger", neutral: "bg-line-strong" };

type ProgressProps = {
  label: ReactNode;
  /** Shown at the right, such as `1,204 / 5,000`. */
  detail?: ReactNode;
  max?: number;
  hideLabel?: boolean;
} & ({ value: number; parts?: never } | { parts: readonly ProgressPart[]; value?: never });

/** How far something has come; with `parts`, of what it is made (sent, failed, waiting). */
export function Progress({ label, detail, max = 100, hideLabel, value, parts }: ProgressProps) {
  const shown = parts ?? [{ key: "value", value, tone: "brand" as const, label: "" }];
  const sum = shown.reduce((total, part) => total + part.value, 0);
  const share = (n: number) => (max > 0 ? Math.min(100, Math.max(0, (n / max) * 100)) : 0);
  const text = typeof label === "string" ? label : undefined;
  return (
    <div className="grid gap-1.5">
      {!hideLabel && (
        <div className="flex justify-between gap-4 text-sm">
          <span className="min-w-0 wrap-anywhere">{label}</span>
          {detail && <span className="tabular text-ink-2">{detail}</span>}
        </div>
      )}
      <div
        role="progressbar"
        aria-label={text}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={Math.min(sum, max)}
        className="flex h-2 overflow-hidden rounded-full bg-line"
      >
        {shown.map((part) => (
          <span
            key={part.key}
            title={part.label || undefined}
            className={`h-full transition-[width] duration-300 ${fills[part.tone]}`}
            style={{ width: `${share(part.value)}%` }}
          />
        ))}
      </div>
    </div>
  );
}
