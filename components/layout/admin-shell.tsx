"use client";

import { ChevronsUpDown, Menu as MenuIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { BrandStyle } from "@/components/ui/brand-style";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { Sheet } from "@/components/ui/sheet";
import type { NavGroup } from "./nav";
import { SideNav } from "./nav-links";
import { type ShopBrand, ShopMark } from "./shop-mark";
import { SkipLink } from "./skip-link";

type AdminShellProps = {
  shop: ShopBrand;
  /** The shops this person may enter, as menu rows; with one or none there is no switch. */
  shops?: readonly MenuItem[];
  groups: readonly NavGroup[];
  user: { name: string; role?: string };
  userItems: readonly MenuItem[];
  /** Between the shop and the person: search, language, theme. */
  actions?: ReactNode;
  nonce?: string;
  children: ReactNode;
};

/** The marketer's desk: side navigation, which becomes a drawer below 1024px. */
export function AdminShell({ shop, shops = [], groups, user, userItems, actions, nonce, children }: AdminShellProps) {
  const t = useTranslations("ui.nav");
  const [drawer, setDrawer] = useState(false);
  const mark = (
    <>
      <ShopMark shop={shop} className="size-7 text-xs" />
      <span className="min-w-0 flex-1 truncate text-start text-sm font-semibold">{shop.name}</span>
    </>
  );
  const shopSwitch =
    shops.length > 1 ? (
      <Menu
        align="start"
        label={t("switchShop")}
        items={shops}
        trigger={
          <button
            type="button"
            className="flex min-h-11 w-full min-w-0 items-center gap-2.5 rounded-md px-2 hover:bg-hover lg:min-h-10"
          >
            {mark}
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-3" />
          </button>
        }
      />
    ) : (
      <div className="flex min-h-11 min-w-0 items-center gap-2.5 px-2 lg:min-h-10">{mark}</div>
    );
  return (
    <div className="flex min-h-dvh [--table-top:3.5rem]">
      <BrandStyle color={shop.color} nonce={nonce} />
      <SkipLink />
      <aside className="sticky top-0 flex h-dvh w-60 shrink-0 flex-col border-e border-line bg-surface max-lg:hidden print:hidden">
        <div className="flex h-14 items-center px-2">{shopSwitch}</div>
        <div className="min-h-0 flex-1 overflow-y-auto px-2 pt-2 pb-6">
          <SideNav label={t("main")} groups={groups} />
        </div>
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-20 flex h-14 items-center gap-2 border-b border-line bg-surface px-2 sm:px-4 lg:px-8 print:hidden">
          <IconButton
            className="lg:hidden"
            label={t("open")}
            icon={<MenuIcon aria-hidden />}
            onClick={() => setDrawer(true)}
          />
          <div className="min-w-0 max-w-56 lg:hidden">{shopSwitch}</div>
          <div className="ms-auto flex items-center gap-1">
            {actions}
            <Menu
              label={
                <>
                  <span className="block text-sm font-medium text-ink">{user.name}</span>
                  {user.role}
                </>
              }
              items={userItems}
              trigger={
                <button
                  type="button"
                  aria-label={t("account")}
                  className="flex size-11 items-center justify-center rounded-full hover:bg-hover lg:size-10"
                >
                  <Avatar name={user.name} size="sm" />
                </button>
              }
            />
          </div>
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-[80rem] flex-1 px-4 py-5 outline-none sm:px-6 lg:px-8 lg:py-7 print:p-0"
        >
          {children}
        </main>
      </div>
      <Sheet side="left" open={drawer} onOpenChange={setDrawer} title={shop.name}>
        <SideNav label={t("main")} groups={groups} onNavigate={() => setDrawer(false)} />
      </Sheet>
    </div>
  );
}
