import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { buttonStyle, type ButtonStyle } from "./button-style";
import { cn } from "./cn";

/** A link that looks like a button; use it wherever the press only goes somewhere. */
export function ButtonLink({
  variant,
  size,
  block,
  icon,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & ButtonStyle & { icon?: ReactNode }) {
  return (
    <Link {...rest} className={cn(buttonStyle({ variant, size, block }), className)}>
      {icon}
      {children}
    </Link>
  );
}
