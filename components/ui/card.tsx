import type { ComponentProps, ReactNode } from "react";
import { cardStyle } from "./card-style";
import { cn } from "./cn";

type CardProps = ComponentProps<"div"> & {
  /** No inner space: for tables and lists that reach the edge. */
  flush?: boolean;
};

/** A quiet box. */
export function Card({ flush, className, ...rest }: CardProps) {
  return <div {...rest} className={cn(cardStyle, flush ? "overflow-hidden" : "p-4 sm:p-5", className)} />;
}

type SectionProps = Omit<ComponentProps<"section">, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons or a link at the right of the title. */
  actions?: ReactNode;
  level?: 2 | 3;
};

/** A titled part of a page. */
export function Section({ title, description, actions, level = 2, className, children, ...rest }: SectionProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section {...rest} className={cn("grid min-w-0 gap-3", className)}>
      <div className={cn("flex flex-wrap justify-between gap-x-4 gap-y-2", description ? "items-end" : "items-center")}>
        <div className={cn("min-w-0", description && "flex-1 basis-72")}>
          <Heading className={level === 2 ? "text-lg" : "text-base"}>{title}</Heading>
          {description && <p className="text-sm text-ink-3">{description}</p>}
        </div>
        {actions && <div className="flex items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
