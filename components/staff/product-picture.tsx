import { Package } from "lucide-react";
import { cn } from "@/components/ui/cn";

/** A small picture of a product; decoration, the name stands beside it. */
export function ProductPicture({ src, className }: { src: string | null; className?: string }) {
  const box = cn("size-12 shrink-0 rounded-md border border-line bg-white object-contain", className);
  if (src) return <img src={src} alt="" loading="lazy" className={box} />;
  return (
    <span aria-hidden className={cn(box, "flex items-center justify-center bg-sunken text-ink-3")}>
      <Package className="size-5" />
    </span>
  );
}
