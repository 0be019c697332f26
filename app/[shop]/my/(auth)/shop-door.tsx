import type { ReactNode } from "react";
import { AuthShell } from "@/components/layout/auth-shell";
import { useLocale } from "next-intl";
import { LanguageButton } from "@/components/layout/language-button";
import { type BrandedShop, shopBrand } from "@/components/layout/shop-brand";

type ShopDoorProps = {
  shop: BrandedShop;
  title: string;
  description?: string;
  footer?: ReactNode;
  children: ReactNode;
};

/** The frame of the member's sign-in pages in the shop's colours. */
export const ShopDoor = ({ shop, title, description, footer, children }: ShopDoorProps) => (
  <AuthShell
    shop={shopBrand(shop)}
    title={title}
    description={description}
    footer={
      <div className="grid justify-items-center gap-3">
        {footer}
        <LanguageButton to={useLocale() === "ja" ? "en" : "ja"} />
      </div>
    }
  >
    {children}
  </AuthShell>
);
