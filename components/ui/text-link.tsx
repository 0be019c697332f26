import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A link inside text or a table cell. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...rest}
      className={cn(
        "rounded-sm text-brand-text underline decoration-brand-text/40 underline-offset-4 hover:decoration-brand-text",
        className,
      )}
    />
  );
}
