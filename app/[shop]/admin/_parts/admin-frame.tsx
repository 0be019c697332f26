"use client";

import { LogOut, Store, UserCog } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AdminShell } from "@/components/layout/admin-shell";
import { LocaleSwitch } from "@/components/layout/locale-switch";
import type { NavGroup } from "@/components/layout/nav";
import { type BrandedShop, shopBrand } from "@/components/layout/shop-brand";
import { type ShopBrand, ShopMark } from "@/components/layout/shop-mark";
import { leaveOffice } from "./leave-office";

type Props = {
  slug: string;
  shop: ShopBrand;
  shops: readonly BrandedShop[];
  groups: readonly NavGroup[];
  user: { name: string; role: string };
  children: ReactNode;
};

/** The desk around every page of the office. */
export function AdminFrame({ slug, shop, shops, groups, user, children }: Props) {
  const t = useTranslations();
  return (
    <AdminShell
      shop={shop}
      shops={shops.map((one) => ({
        key: one.slug,
        label: one.name,
        icon: <ShopMark shop={shopBrand(one)} className="size-5 text-2xs" />,
        href: `/${one.slug}/admin`,
        checked: one.slug === slug,
      }))}
      groups={groups}
      user={user}
      userItems={[
        { key: "counter", label: t("admin.nav.counter"), icon: <Store aria-hidden />, href: `/${slug}/staff` },
        { key: "account", label: t("access.account.open"), icon: <UserCog aria-hidden />, href: "/account" },
        {
          key: "leave",
          label: t("common.signOut"),
          icon: <LogOut aria-hidden />,
          separatorBefore: true,
          onSelect: () => void leaveOffice(slug),
        },
      ]}
      actions={<LocaleSwitch />}
    >
      {children}
    </AdminShell>
  );
}
