import type { ReactNode } from "react";
import { AuthShell } from "@/components/layout/auth-shell";
import { LocaleSwitch } from "@/components/layout/locale-switch";

type ShopDoorProps = {
  shop: { name: string; brandColor: string };
  title: string;
  description?: string;
  footer?: ReactNode;
  children: ReactNode;
};

/** The frame of the member's sign-in pages in the shop's colours. */
export const ShopDoor = ({ shop, title, description, footer, children }: ShopDoorProps) => (
  <AuthShell
    shop={{ name: shop.name, color: shop.brandColor }}
    title={title}
    description={description}
    footer={
      <div className="grid justify-items-center gap-3">
        {footer}
        <LocaleSwitch />
      </div>
    }
  >
    {children}
  </AuthShell>
);
