import { cn } from "./cn";

type AvatarProps = { name: string; src?: string | null; size?: "sm" | "md" | "lg"; className?: string };

const sizes = { sm: "size-7 text-xs", md: "size-9 text-sm", lg: "size-14 text-xl" };

/** A picture, or the first letter of the name: 田中 花子 -> 田, Hanako Tanaka -> H. Decoration: the name stands beside it. */
export function Avatar({ name, src, size = "md", className }: AvatarProps) {
  const style = cn(
    "flex shrink-0 items-center justify-center overflow-hidden rounded-full bg-brand-soft font-medium text-brand-text",
    sizes[size],
    className,
  );
  if (src) return <img src={src} alt="" className={cn(style, "object-cover")} />;
  return (
    <span aria-hidden className={style}>
      {[...name.trim()][0]?.toUpperCase() ?? ""}
    </span>
  );
}
