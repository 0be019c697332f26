"use client";

import { Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";

type QuantityProps = {
  /** What is counted, for the names of the controls. */
  of: string;
  value: number;
  min?: number;
  max?: number;
  onValueChange: (value: number) => void;
};

const digits = (text: string) => Number(text.normalize("NFKC").replace(/\D/g, "").slice(0, 7));

/** A count with large buttons at both sides; digits may be typed too, full-width ones as well. */
export function Quantity({ of, value, min = 1, max = 999_999, onValueChange }: QuantityProps) {
  const t = useTranslations("staff.quantity");
  const set = (next: number) => onValueChange(Math.min(max, Math.max(min, next)));
  return (
    <div className="flex items-center gap-1" role="group" aria-label={t("of", { name: of })}>
      <IconButton
        label={t("fewer", { name: of })}
        hint={false}
        variant="secondary"
        icon={<Minus aria-hidden />}
        disabled={value <= min}
        onClick={() => set(value - 1)}
      />
      <Input
        aria-label={t("of", { name: of })}
        inputMode="numeric"
        value={String(value)}
        onChange={(event) => set(digits(event.target.value))}
        onFocus={(event) => event.target.select()}
        className="w-16 px-1 text-center"
      />
      <IconButton
        label={t("more", { name: of })}
        hint={false}
        variant="secondary"
        icon={<Plus aria-hidden />}
        disabled={value >= max}
        onClick={() => set(value + 1)}
      />
    </div>
  );
}
