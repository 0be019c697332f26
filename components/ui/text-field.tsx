"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { controlStyle } from "./control-style";

// Field and control in one, for pages that a phone must open fast: they bring neither translations nor the merging of class
// names along, so every word is given to them. On all other pages use Field with Input or Select.

interface FrameProps {
  label: ReactNode;
  /** The word "optional" in the reader's language, where most fields are required. */
  optional?: string;
  /** The word "required" in the reader's language, where many fields are not. */
  needed?: string;
  hint?: ReactNode;
  /** The message in words; its presence marks the control as invalid. */
  error?: ReactNode;
  /** Below the control: what was found, another choice. */
  note?: ReactNode;
}

const errorStyle = "text-xs text-danger";

function useFrame({ label, optional, needed, hint, error, note }: FrameProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return {
    control: {
      id,
      "aria-describedby": described,
      "aria-invalid": error ? (true as const) : undefined,
      ...(needed ? { "aria-required": true as const } : {}),
    },
    around: (control: ReactNode) => (
      <div className="grid content-start gap-1.5">
        <label htmlFor={id} className="flex items-center gap-2 text-sm font-medium text-ink">
          {label}
          {needed && (
            <span aria-hidden className="rounded-sm bg-danger-soft px-1.5 text-2xs font-medium text-danger">
              {needed}
            </span>
          )}
          {optional && <span className="text-2xs font-normal text-ink-3">{optional}</span>}
        </label>
        {control}
        {hint && (
          <p id={`${id}-hint`} className="text-xs text-ink-3">
            {hint}
          </p>
        )}
        {error && (
          <p id={`${id}-error`} role="alert" className={errorStyle}>
            {error}
          </p>
        )}
        {note}
      </div>
    ),
  };
}

type TextFieldProps = FrameProps & Omit<ComponentProps<"input">, "className" | "id">;

/** One line of text with its label, hint and error. */
export function TextField({ label, optional, needed, hint, error, note, ...rest }: TextFieldProps) {
  const { control, around } = useFrame({ label, optional, needed, hint, error, note });
  return around(<input {...rest} {...control} className={`${controlStyle} h-control`} />);
}

type LongTextFieldProps = FrameProps & Omit<ComponentProps<"textarea">, "className" | "id">;

/** Several lines of text with their label, hint and error. */
export function LongTextField({ label, optional, needed, hint, error, note, ...rest }: LongTextFieldProps) {
  const { control, around } = useFrame({ label, optional, needed, hint, error, note });
  return around(
    <textarea
      {...rest}
      {...control}
      className={`${controlStyle} field-sizing-content min-h-24 py-2 leading-relaxed`}
    />,
  );
}

type ChoiceFieldProps = FrameProps &
  Omit<ComponentProps<"select">, "className" | "id"> & { options: readonly { value: string; label: string }[] };

/** One of several with its label, by the device's own chooser. */
export function ChoiceField({ label, optional, needed, hint, error, note, options, ...rest }: ChoiceFieldProps) {
  const { control, around } = useFrame({ label, optional, needed, hint, error, note });
  return around(
    <span className="relative block">
      <select {...rest} {...control} className={`${controlStyle} h-control appearance-none pe-9`}>
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      <svg
        aria-hidden
        viewBox="0 0 16 16"
        className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 fill-none stroke-ink-3 stroke-[1.5]"
      >
        <path d="m4 6 4 4 4-4" />
      </svg>
    </span>,
  );
}
