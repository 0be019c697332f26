import { Package } from "lucide-react";

/** A product's picture, or a quiet sign where there is none. Decorative: the name stands beside it. */
export function ProductPicture({ url, className }: { url: string | null; className?: string }) {
  const box = `shrink-0 rounded-lg border border-line bg-sunken ${className ?? ""}`;
  if (url) return <img src={url} alt="" loading="lazy" decoding="async" className={`${box} object-cover`} />;
  return (
    <span aria-hidden className={`${box} flex items-center justify-center text-ink-3`}>
      <Package className="size-1/3" />
    </span>
  );
}
