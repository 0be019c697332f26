import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BrandStyle } from "@/components/ui/brand-style";
import type { NavItem } from "./nav";
import { Rail } from "./nav-links";
import { TabBar } from "./tab-links";
import { type ShopBrand, ShopMark } from "./shop-mark";
import { SkipLink } from "./skip-link";

type StaffShellProps = {
  shop: ShopBrand;
  /** The store at which this till stands. */
  storeName?: string;
  items: readonly NavItem[];
  /** At the right of the top bar: who is signed in. */
  actions?: ReactNode;
  nonce?: string;
  children: ReactNode;
};

/** The counter: a tablet or a till PC, often used standing and in a hurry, so everything is large. */
export function StaffShell({ shop, storeName, items, actions, nonce, children }: StaffShellProps) {
  const t = useTranslations("ui.nav");
  return (
    <div data-density="counter" className="flex min-h-dvh flex-col md:flex-row">
      <BrandStyle color={shop.color} nonce={nonce} />
      <SkipLink />
      <aside className="sticky top-0 h-dvh w-28 shrink-0 overflow-y-auto border-e border-line bg-surface max-md:hidden print:hidden">
        <div className="flex h-16 items-center justify-center">
          <ShopMark shop={shop} className="size-10 text-lg" />
        </div>
        <Rail label={t("main")} items={items} />
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-20 flex h-16 items-center gap-3 border-b border-line bg-surface px-4 md:px-6 print:hidden">
          <ShopMark shop={shop} className="md:hidden" />
          <div className="min-w-0">
            <p className="truncate text-sm font-semibold">{shop.name}</p>
            {storeName && <p className="truncate text-xs text-ink-3">{storeName}</p>}
          </div>
          {actions && <div className="ms-auto flex items-center gap-2">{actions}</div>}
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-6xl flex-1 px-4 py-5 outline-none max-md:pb-24 md:px-6 md:py-7 print:p-0"
        >
          {children}
        </main>
      </div>
      <TabBar label={t("main")} items={items} />
    </div>
  );
}
