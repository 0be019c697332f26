import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** Fields side by side on a desk, below each other on a phone. */
export const FormGrid = ({
  columns = 1,
  className,
  children,
}: {
  columns?: 1 | 2 | 3;
  className?: string;
  children: ReactNode;
}) => (
  <div
    className={cn(
      "grid items-start gap-5",
      columns === 2 && "sm:grid-cols-2",
      columns === 3 && "sm:grid-cols-3",
      className,
    )}
  >
    {children}
  </div>
);

/** The buttons at the foot of a form, the main one last. */
export const FormActions = ({ note, children }: { note?: ReactNode; children: ReactNode }) => (
  <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:items-center sm:justify-end">
    {note && <p className="text-xs text-ink-3 sm:me-auto">{note}</p>}
    {children}
  </div>
);
