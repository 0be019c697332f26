import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";

export type ShopChoice = { slug: string; name: string; brandColor: string; role: string; href: string };

/** The shops at which somebody works; each leads to where that role begins. */
export function ShopList({ shops }: { shops: readonly ShopChoice[] }) {
  const t = useTranslations("auth.staff.roles");
  return (
    <ul className="grid gap-2">
      {shops.map((shop) => (
        <li key={shop.slug}>
          <Link
            href={shop.href}
            className="flex min-h-14 items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3 transition-colors hover:bg-hover"
          >
            <span aria-hidden className="size-3 shrink-0 rounded-full" style={{ backgroundColor: shop.brandColor }} />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{shop.name}</span>
              <span className="block text-xs text-ink-3">{t(shop.role)}</span>
            </span>
            <ChevronRight aria-hidden className="size-5 shrink-0 text-ink-3" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
