import { Crown } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { inkOn } from "./ink";

type Props = { name: string; color: string; size?: "sm" | "md"; className?: string };

/** A rank in the shop's colour for it; the ink is the one that can be read on it. */
export const RankChip = ({ name, color, size = "sm", className }: Props) => (
  <span
    className={cn(
      "inline-flex max-w-full items-center gap-1 whitespace-nowrap rounded-full font-medium ring-1 ring-line ring-inset",
      size === "sm" ? "px-2 py-0.5 text-xs [&_svg]:size-3" : "px-3 py-1 text-sm [&_svg]:size-4",
      className,
    )}
    style={{ backgroundColor: color, color: inkOn(color) }}
  >
    <Crown aria-hidden className="shrink-0" />
    <span className="truncate">{name}</span>
  </span>
);
