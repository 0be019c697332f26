import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { BrandStyle } from "@/components/ui/brand-style";
import type { NavItem } from "./nav";
import { TabBar, TabRow } from "./tab-links";
import { type ShopBrand, ShopMark } from "./shop-mark";
import { SkipLink } from "./skip-link";

type MyShellProps = {
  shop: ShopBrand;
  homeHref: string;
  /** Three to five places; empty before sign-in. */
  tabs: readonly NavItem[];
  /** At the right of the top bar: language, sign-in. */
  actions?: ReactNode;
  /** Company, address, privacy: below the page. */
  footer?: ReactNode;
  nonce?: string;
  children: ReactNode;
};

/** The customer's My Page: made for a phone held in one hand; on a desk the same column, not wider than 720px. */
export function MyShell({ shop, homeHref, tabs, actions, footer, nonce, children }: MyShellProps) {
  const t = useTranslations("ui.nav");
  return (
    <div data-density="touch" className="flex min-h-dvh flex-col">
      <BrandStyle color={shop.color} nonce={nonce} />
      <SkipLink />
      <header className="print:hidden sticky top-0 z-30 bg-brand text-brand-ink">
        <div className="mx-auto flex h-14 max-w-[720px] items-center gap-3 px-[max(1rem,env(safe-area-inset-left))] sm:px-5">
          <Link
            href={homeHref}
            className="flex min-h-11 min-w-0 items-center gap-2.5 rounded-md focus-visible:outline-brand-ink"
          >
            <ShopMark shop={shop} inverted />
            <span className="truncate font-semibold">{shop.name}</span>
          </Link>
          {actions && <div className="ms-auto flex items-center gap-1">{actions}</div>}
        </div>
      </header>
      {tabs.length > 0 && (
        <div className="border-b border-line bg-surface max-md:hidden print:hidden">
          <TabRow label={t("main")} items={tabs} />
        </div>
      )}
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-[720px] flex-1 px-4 py-5 outline-none sm:px-5 sm:py-8"
      >
        {children}
      </main>
      {footer && (
        <footer className="print:hidden mx-auto w-full max-w-[720px] px-4 py-6 text-xs text-ink-3 sm:px-5">
          {footer}
        </footer>
      )}
      {tabs.length > 0 && (
        <>
          <div aria-hidden className="h-[calc(3.5rem+env(safe-area-inset-bottom))] md:hidden" />
          <TabBar label={t("main")} items={tabs} />
        </>
      )}
    </div>
  );
}
