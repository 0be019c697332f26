"use client";

import Link from "next/link";
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { rowStyle } from "./control-style";

const listStyle = cn("flex gap-x-5 border-b border-line", rowStyle);
const tabStyle =
  "-mb-px flex min-h-control items-center gap-2 whitespace-nowrap border-b-2 border-transparent text-sm font-medium text-ink-3 transition-colors hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-brand-text data-[state=active]:text-ink aria-[current=page]:border-brand-text aria-[current=page]:text-ink";

export type TabItem = { value: string; label: ReactNode; count?: ReactNode; content: ReactNode };

type TabsProps = {
  label: string;
  items: readonly TabItem[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
};

/** Panels of one page that share its address. */
export function Tabs({ label, items, value, defaultValue, onValueChange }: TabsProps) {
  return (
    <Radix.Root value={value} defaultValue={defaultValue ?? items[0]?.value} onValueChange={onValueChange}>
      <Radix.List aria-label={label} className={listStyle}>
        {items.map((item) => (
          <Radix.Trigger key={item.value} value={item.value} className={tabStyle}>
            {item.label}
            {item.count !== undefined && <TabCount>{item.count}</TabCount>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {items.map((item) => (
        <Radix.Content key={item.value} value={item.value} className="pt-4">
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

type TabLinksProps = {
  label: string;
  items: readonly { href: string; label: ReactNode; count?: ReactNode; current?: boolean }[];
};

/** Tabs that are pages: each has its own address. */
export function TabLinks({ label, items }: TabLinksProps) {
  return (
    <nav aria-label={label} className={listStyle}>
      {items.map((item) => (
        <Link key={item.href} href={item.href} aria-current={item.current ? "page" : undefined} className={tabStyle}>
          {item.label}
          {item.count !== undefined && <TabCount>{item.count}</TabCount>}
        </Link>
      ))}
    </nav>
  );
}

const TabCount = ({ children }: { children: ReactNode }) => (
  <span className={cn("tabular rounded-full bg-hover px-1.5 text-2xs text-ink-2")}>{children}</span>
);
