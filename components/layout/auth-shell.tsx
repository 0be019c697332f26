import type { ReactNode } from "react";
import { BrandStyle } from "@/components/ui/brand-style";
import { type ShopBrand, ShopMark } from "./shop-mark";

type AuthShellProps = {
  /** Whose door this is; without a shop it is the product's own. */
  shop?: ShopBrand;
  productName?: string;
  title: ReactNode;
  description?: ReactNode;
  /** Below the card: another way in, help. */
  footer?: ReactNode;
  /** For a form with two columns. */
  isWide?: boolean;
  nonce?: string;
  children: ReactNode;
};

/** Sign-in, invitation, choice of shop: one card in the middle. */
export function AuthShell({ shop, productName, title, description, footer, isWide, nonce, children }: AuthShellProps) {
  return (
    <div data-density="touch" className="flex min-h-dvh flex-col items-center px-4 py-8 sm:justify-center sm:py-12">
      <BrandStyle color={shop?.color} nonce={nonce} />
      <main id="content" className={`w-full ${isWide ? "max-w-[44rem]" : "max-w-[26rem]"}`}>
        <div className="mb-6 flex items-center justify-center gap-2.5">
          <ShopMark shop={shop ?? { name: productName ?? "Goen" }} className="size-9" />
          <span className="text-lg font-semibold">{shop?.name ?? productName}</span>
        </div>
        <div className="rounded-2xl border border-line bg-surface p-6 shadow-card sm:p-8">
          <h1 className="text-xl">{title}</h1>
          {description && <p className="mt-1 text-sm text-ink-2">{description}</p>}
          <div className="mt-6">{children}</div>
        </div>
        {footer && <div className="mt-5 text-center text-sm text-ink-3">{footer}</div>}
      </main>
    </div>
  );
}
