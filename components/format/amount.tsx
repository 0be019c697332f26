import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { Amount } from "./formats";
import { useFormats } from "./use-formats";

type AmountProps = { value: Amount /** Shows + before gains. */; signed?: boolean; className?: string };

/** Yen. */
export const Money = ({ value, signed, className }: AmountProps) => (
  <span className={cn("tabular whitespace-nowrap", className)}>{useFormats().yen(value, signed)}</span>
);

/** Points with their unit: `1,234 ポイント`, or `1,234 pt` where space is short. */
export function Points({ value, signed, short, className }: AmountProps & { short?: boolean }) {
  const t = useTranslations("ui.points");
  const text = useFormats().number(value, signed);
  return (
    <span className={cn("tabular whitespace-nowrap", className)}>{t(short ? "short" : "long", { value: text })}</span>
  );
}

/** A bare count. */
export const Count = ({ value, signed, className }: AmountProps) => (
  <span className={cn("tabular whitespace-nowrap", className)}>{useFormats().number(value, signed)}</span>
);

/** A ratio as percent: 0.123 -> 12.3%. */
export const Percent = ({ value, digits, className }: { value: number; digits?: number; className?: string }) => (
  <span className={cn("tabular whitespace-nowrap", className)}>{useFormats().percent(value, digits)}</span>
);
