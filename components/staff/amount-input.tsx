"use client";

import type { ComponentProps } from "react";
import { Input } from "@/components/ui/input";

type Props = Omit<ComponentProps<typeof Input>, "value" | "onChange" | "inputMode"> & {
  /** Null while the box is empty. */
  value: number | null;
  onValueChange: (value: number | null) => void;
};

/** Whole numbers only; full-width digits, commas and signs of yen are understood. */
export const AmountInput = ({ value, onValueChange, ...rest }: Props) => (
  <Input
    {...rest}
    inputMode="numeric"
    autoComplete="off"
    value={value === null ? "" : String(value)}
    onChange={(event) => {
      const text = event.target.value.normalize("NFKC").replace(/\D/g, "").slice(0, 9);
      onValueChange(text === "" ? null : Number(text));
    }}
  />
);
