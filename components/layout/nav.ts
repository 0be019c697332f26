import type { ReactNode } from "react";

export type NavItem = {
  href: string;
  label: string;
  icon: ReactNode;
  /** A small number beside the label, such as open tasks. */
  badge?: ReactNode;
  /** Current only on exactly this address, not below it: for home. */
  exact?: boolean;
};

export type NavGroup = { key: string; label?: string; items: readonly NavItem[] };

/** The item whose address the path is at or below; the longest wins, so `/admin` does not claim `/admin/members`. */
export function currentHref(pathname: string, items: readonly NavItem[]): string | undefined {
  return items
    .filter((item) => pathname === item.href || (!item.exact && pathname.startsWith(`${item.href}/`)))
    .map((item) => item.href)
    .sort((a, b) => b.length - a.length)[0];
}
