"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface SettingsPlace {
  href: string;
  icon: ReactNode;
  label: string;
  hint: string;
}

/** The sections beside the one that is open; on a phone the hub lists them instead. */
export function SettingsNav({ label, places }: { label: string; places: readonly SettingsPlace[] }) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="sticky top-20 self-start max-lg:hidden">
      <ul className="grid gap-px">
        {places.map((place) => {
          const isHere = path === place.href || path.startsWith(`${place.href}/`);
          return (
            <li key={place.href}>
              <Link
                href={place.href}
                aria-current={isHere ? "page" : undefined}
                className={cn(
                  "flex min-h-9 items-center gap-2.5 rounded-md px-2.5 text-sm text-ink-2 transition-colors hover:bg-hover hover:text-ink [&_svg]:size-4",
                  "aria-[current=page]:bg-brand-soft aria-[current=page]:font-medium aria-[current=page]:text-brand-text",
                )}
              >
                <span aria-hidden className="shrink-0">
                  {place.icon}
                </span>
                {place.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
