import { cn } from "@/components/ui/cn";

export const spoken = (receiptNo: string): string => receiptNo.replace(/^(\d{4})(\d{4})$/, "$1-$2");

/** A receipt number in two groups of four, as it is said. */
export const Receipt = ({ no, className }: { no: string; className?: string }) => (
  <span className={cn("tabular whitespace-nowrap", className)}>{spoken(no)}</span>
);
