import type { ReactNode } from "react";
import { cn } from "./cn";

type DescriptionListProps = {
  items: readonly { key: string; term: ReactNode; value: ReactNode }[];
  className?: string;
};

/** Facts about one thing: name at the left, value at the right. An empty value is a dash. */
export function DescriptionList({ items, className }: DescriptionListProps) {
  return (
    <dl className={cn("grid text-sm", className)}>
      {items.map((item) => (
        <div
          key={item.key}
          className="grid grid-cols-[minmax(6.5rem,2fr)_5fr] gap-4 border-b border-line py-2.5 last:border-b-0"
        >
          <dt className="text-ink-3">{item.term}</dt>
          <dd className="min-w-0">{item.value ?? <span className="text-ink-3">—</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
