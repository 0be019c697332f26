import { cn } from "@/components/ui/cn";
import { spoken } from "./spoken";

/** A receipt number in two groups of four, as it is said. */
export const Receipt = ({ no, className }: { no: string; className?: string }) => (
  <span className={cn("tabular whitespace-nowrap", className)}>{spoken(no)}</span>
);
