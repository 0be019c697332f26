"use client";

import { type ComponentProps, useState } from "react";
import { Input } from "@/components/ui/input";

type Props = Omit<ComponentProps<typeof Input>, "value" | "onChange" | "type"> & {
  value: number;
  least: number;
  most: number;
  onValue: (value: number) => void;
};

const read = (text: string) => {
  const plain = text.normalize("NFKC").replaceAll(",", "").trim();
  return /^\d{1,9}$/.test(plain) ? Number(plain) : null;
};

/** A whole number within limits. What is being typed may be empty or too large; it is taken when it is neither. */
export function WholeNumber({ value, least, most, onValue, ...rest }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const fits = (n: number | null): n is number => n !== null && n >= least && n <= most;
  return (
    <Input
      {...rest}
      inputMode="numeric"
      autoComplete="off"
      value={typed ?? String(value)}
      aria-invalid={typed !== null && !fits(read(typed)) ? true : undefined}
      onChange={(event) => {
        const next = read(event.target.value);
        setTyped(event.target.value);
        if (fits(next)) onValue(next);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
