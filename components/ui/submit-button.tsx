"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { buttonStyle, type ButtonStyle } from "./button-style";

type SubmitButtonProps = ButtonStyle & {
  /** Said by the form itself where it does not use an action. */
  busy?: boolean;
  label?: string;
  /** Which of several buttons of a form was pressed. */
  name?: string;
  value?: string;
  /** Say beside it why. */
  disabled?: boolean;
  children: ReactNode;
};

/** Sends the form that it stands in, once; works before the page's scripts do. Light: see text-field.tsx. */
export function SubmitButton({ busy, label, name, value, disabled, children, ...look }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  const isBusy = busy ?? pending;
  return (
    <button
      type="submit"
      name={name}
      value={value}
      disabled={disabled}
      aria-label={label}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
      }}
      className={buttonStyle(look)}
    >
      {isBusy && (
        <span
          aria-hidden
          className="size-[1.15em] animate-spin rounded-full border-2 border-current border-e-transparent"
        />
      )}
      {children}
    </button>
  );
}
