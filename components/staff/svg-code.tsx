import { cn } from "@/components/ui/cn";

/** A bar code or QR code as an image: always dark on white, whatever the theme, so that every reader sees it. */
export const SvgCode = ({ svg, label, className }: { svg: string; label: string; className?: string }) => (
  <img
    src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`}
    alt={label}
    className={cn("rounded-md bg-white object-contain", className)}
  />
);
