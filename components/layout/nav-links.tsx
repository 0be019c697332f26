"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { currentHref, type NavGroup, type NavItem } from "./nav";
import { TabBadge } from "./tab-links";

/** Large targets at the left edge of a tablet; along the bottom on phones. */
export function Rail({ label, items }: { label: string; items: readonly NavItem[] }) {
  const current = currentHref(usePathname(), items);
  return (
    <nav aria-label={label} className="max-md:hidden">
      <ul className="grid gap-1 p-2">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={item.href === current ? "page" : undefined}
              className="relative flex min-h-[4.5rem] flex-col items-center justify-center gap-1 rounded-xl text-xs text-ink-2 transition-colors hover:bg-hover aria-[current=page]:bg-brand-soft aria-[current=page]:font-semibold aria-[current=page]:text-brand-text [&_svg]:size-6"
            >
              <span aria-hidden>{item.icon}</span>
              {item.label}
              {item.badge && <TabBadge>{item.badge}</TabBadge>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Grouped links of the side bar. */
export function SideNav({
  label,
  groups,
  onNavigate,
}: {
  label: string;
  groups: readonly NavGroup[];
  onNavigate?: () => void;
}) {
  const current = currentHref(
    usePathname(),
    groups.flatMap((group) => group.items),
  );
  return (
    <nav aria-label={label} className="grid gap-5">
      {groups.map((group) => (
        <div key={group.key}>
          {group.label && <p className="mb-1 px-2.5 text-2xs font-medium text-ink-3">{group.label}</p>}
          <ul className="grid gap-px">
            {group.items.map((item) => (
              <li key={item.href}>
                <Link
                  href={item.href}
                  onClick={onNavigate}
                  aria-current={item.href === current ? "page" : undefined}
                  className={cn(
                    "flex min-h-9 items-center gap-2.5 rounded-md px-2.5 text-sm text-ink-2 transition-colors hover:bg-hover hover:text-ink max-lg:min-h-11 [&_svg]:size-4",
                    "aria-[current=page]:bg-brand-soft aria-[current=page]:font-medium aria-[current=page]:text-brand-text",
                  )}
                >
                  <span aria-hidden className="shrink-0">
                    {item.icon}
                  </span>
                  <span className="min-w-0 flex-1 truncate">{item.label}</span>
                  {item.badge && (
                    <span className="tabular rounded-full bg-hover px-1.5 text-2xs text-ink-2">{item.badge}</span>
                  )}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
