import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  /** The page above this one. */
  back?: { href: string; label: string };
  /** Beside the title: a state. */
  badge?: ReactNode;
  actions?: ReactNode;
};

/** The head of a page: one h1, what it is for, and what can be done. */
export function PageHeader({ title, description, back, badge, actions }: PageHeaderProps) {
  return (
    <div className="mb-6">
      {back && (
        <Link
          href={back.href}
          className="mb-1 -ms-1 inline-flex min-h-8 items-center gap-0.5 rounded-md pe-2 text-sm text-ink-3 hover:text-ink max-lg:min-h-11"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        {/* Its words wrap before the buttons do. */}
        <div className="min-w-0 sm:flex-1 sm:basis-72">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-2xl tracking-tight">{title}</h1>
            {badge}
          </div>
          {description && <p className="mt-1 max-w-2xl text-sm text-ink-3">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </div>
  );
}
