"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { currentHref, type NavItem } from "./nav";

/** The bar at the thumb on phones. */
export function TabBar({ label, items }: { label: string; items: readonly NavItem[] }) {
  const current = currentHref(usePathname(), items);
  return (
    <nav
      aria-label={label}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface/95 pb-[env(safe-area-inset-bottom)] backdrop-blur-sm md:hidden print:hidden"
    >
      <ul className="mx-auto flex max-w-[720px]">
        {items.map((item) => (
          <li key={item.href} className="min-w-0 flex-1">
            <Link
              href={item.href}
              aria-current={item.href === current ? "page" : undefined}
              className="relative flex min-h-14 flex-col items-center justify-center gap-0.5 text-2xs text-ink-3 transition-colors focus-visible:-outline-offset-2 aria-[current=page]:font-semibold aria-[current=page]:text-brand-text [&_svg]:size-[1.375rem]"
            >
              <span aria-hidden>{item.icon}</span>
              <span className={cn("max-w-full truncate", items.length > 5 ? "text-[0.625rem] tracking-tight" : "px-1")}>
                {item.label}
              </span>
              {item.badge && <TabBadge>{item.badge}</TabBadge>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The same items in a row, for wider screens. */
export function TabRow({ label, items }: { label: string; items: readonly NavItem[] }) {
  const current = currentHref(usePathname(), items);
  return (
    <nav aria-label={label} className="max-md:hidden">
      <ul className="mx-auto flex max-w-[720px] gap-6 px-5">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={item.href === current ? "page" : undefined}
              className="-mb-px flex min-h-12 items-center gap-2 border-b-2 border-transparent text-sm text-ink-3 transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-brand-text aria-[current=page]:font-medium aria-[current=page]:text-ink [&_svg]:size-4"
            >
              <span aria-hidden>{item.icon}</span>
              {item.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A small number beside a label. */
export const TabBadge = ({ children }: { children: React.ReactNode }) => (
  <span className="tabular absolute start-1/2 top-1.5 ms-1.5 min-w-4 rounded-full bg-danger-solid px-1 text-center text-2xs leading-4 font-medium text-white">
    {children}
  </span>
);
