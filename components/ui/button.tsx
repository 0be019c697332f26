"use client";

import { LoaderCircle } from "lucide-react";
import { type ComponentProps, type MouseEvent, type ReactNode, useId, useState } from "react";
import { buttonStyle, type ButtonStyle } from "./button-style";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

export type ButtonProps = Omit<ComponentProps<"button">, "disabled"> &
  ButtonStyle & {
    icon?: ReactNode;
    /** Keeps the width, shows a spinner, ignores presses. */
    loading?: boolean;
    disabled?: boolean;
    /** Why it cannot be pressed. The button stays focusable so that the reason can be read, by pointer, key, touch and voice. */
    disabledReason?: ReactNode;
  };

/** A button. `type` is `button` unless told otherwise. */
export function Button({
  variant,
  size,
  block,
  icon,
  loading,
  disabled,
  disabledReason,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const [reasonOpen, setReasonOpen] = useState(false);
  const blocked = Boolean(disabledReason) || loading;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked) {
      event.preventDefault();
      setReasonOpen(true);
      return;
    }
    onClick?.(event);
  };
  const button = (
    <button
      {...rest}
      type={type}
      disabled={disabled && !disabledReason}
      aria-disabled={blocked || undefined}
      aria-busy={loading || undefined}
      aria-describedby={disabledReason ? reasonId : rest["aria-describedby"]}
      onClick={press}
      className={cn(buttonStyle({ variant, size, block }), loading && "aria-disabled:opacity-80", className)}
    >
      {loading ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {children}
    </button>
  );
  if (!disabledReason) return button;
  return (
    <>
      <Tooltip content={disabledReason} open={reasonOpen} onOpenChange={setReasonOpen}>
        {button}
      </Tooltip>
      <span id={reasonId} className="sr-only">
        {disabledReason}
      </span>
    </>
  );
}
