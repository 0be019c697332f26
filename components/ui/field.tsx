"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useId } from "react";
import { cn } from "./cn";

type FieldWiring = { id?: string; "aria-describedby"?: string; "aria-invalid"?: true; "aria-required"?: true };
const FieldContext = createContext<FieldWiring>({});

/** What a control inside a Field must put on its element; the control's own props win. */
export const useFieldWiring = () => useContext(FieldContext);

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** The message in words; its presence marks the control as invalid. */
  error?: ReactNode;
  required?: boolean;
  /** Shows "optional" beside the label: for forms where most fields are required. */
  optional?: boolean;
  /** Label for machines only. */
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
};

/** Label, hint and error around one control (Input, Textarea, Select, Combobox), wired for assistive technology. */
export function Field({ label, hint, error, required, optional, hideLabel, className, children }: FieldProps) {
  const t = useTranslations("ui.field");
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [hint && hintId, error && errorId].filter(Boolean).join(" ") || undefined;
  return (
    <div className={cn("grid gap-1.5", className)}>
      <label
        htmlFor={id}
        className={cn("flex items-center gap-2 text-sm font-medium text-ink", hideLabel && "sr-only")}
      >
        {label}
        {required && (
          <span aria-hidden className="rounded-sm bg-danger-soft px-1.5 text-2xs font-medium text-danger">
            {t("required")}
          </span>
        )}
        {optional && <span className="text-2xs font-normal text-ink-3">{t("optional")}</span>}
      </label>
      <FieldContext
        value={{
          id,
          "aria-describedby": describedBy,
          "aria-invalid": error ? true : undefined,
          "aria-required": required ? true : undefined,
        }}
      >
        {children}
      </FieldContext>
      {hint && (
        <p id={hintId} className="text-xs text-ink-3">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} role="alert" className="flex items-start gap-1.5 text-xs text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}
