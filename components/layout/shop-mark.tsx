import { cn } from "@/components/ui/cn";

export type ShopBrand = { name: string; color?: string | null; logoUrl?: string | null };

/** The shop's logo; without one, the first letter of its name on its colour. The name stands beside it. */
export function ShopMark({ shop, inverted, className }: { shop: ShopBrand; inverted?: boolean; className?: string }) {
  if (shop.logoUrl)
    return <img src={shop.logoUrl} alt="" className={cn("size-8 rounded-md bg-white object-contain", className)} />;
  return (
    <span
      aria-hidden
      className={cn(
        "flex size-8 shrink-0 items-center justify-center rounded-md text-sm font-bold",
        inverted ? "bg-brand-ink text-brand" : "bg-brand text-brand-ink",
        className,
      )}
    >
      {[...shop.name][0]}
    </span>
  );
}
