"use client";

import type { ComponentProps, ReactNode } from "react";
import { buttonStyle, type ButtonStyle } from "./button-style";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

type IconButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label"> &
  Pick<ButtonStyle, "variant"> & {
    /** Read aloud and shown as a hint. */
    label: string;
    icon: ReactNode;
    size?: "sm" | "md";
    hint?: boolean;
  };

/** A square button with only an icon. */
export function IconButton({
  label,
  icon,
  variant = "ghost",
  size = "md",
  hint = true,
  className,
  ...rest
}: IconButtonProps) {
  const button = (
    <button
      type="button"
      {...rest}
      aria-label={label}
      className={cn(
        buttonStyle({ variant }),
        "px-0 [&_svg]:size-5",
        size === "sm" ? "size-control-sm min-h-0 [&_svg]:size-4" : "size-control min-h-0",
        className,
      )}
    >
      {icon}
    </button>
  );
  return hint ? <Tooltip content={label}>{button}</Tooltip> : button;
}
