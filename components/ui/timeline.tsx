import type { ReactNode } from "react";
import type { Tone } from "./badge";
import { cn } from "./cn";

export type TimelineItem = {
  key: string;
  at: ReactNode;
  title: ReactNode;
  body?: ReactNode;
  icon?: ReactNode;
  tone?: Tone;
  aside?: ReactNode;
};

const tones: Record<Tone, string> = {
  neutral: "bg-sunken text-ink-2",
  brand: "bg-brand-soft text-brand-text",
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
  info: "bg-info-soft text-info",
};

/** What happened, newest first. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol className="grid">
      {items.map((item) => (
        <li key={item.key} className="group relative flex gap-3 pb-5 last:pb-0">
          <span aria-hidden className="absolute start-[0.9375rem] top-8 bottom-0 w-px bg-line group-last:hidden" />
          <span
            aria-hidden
            className={cn(
              "flex size-8 shrink-0 items-center justify-center rounded-full [&_svg]:size-4",
              tones[item.tone ?? "neutral"],
            )}
          >
            {item.icon ?? <span className="size-2 rounded-full bg-current" />}
          </span>
          <div className="min-w-0 flex-1 pt-1 text-sm">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <p className="font-medium">{item.title}</p>
              <p className="tabular text-xs text-ink-3">{item.at}</p>
            </div>
            {item.body && <div className="text-ink-2">{item.body}</div>}
          </div>
          {item.aside && <div className="tabular pt-1 text-sm">{item.aside}</div>}
        </li>
      ))}
    </ol>
  );
}
