"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button";
import { ButtonLink } from "./button-link";

export type Paging = {
  /** Addresses of the neighbours (cursor in the query); null where there is none. */
  prevHref?: string | null;
  nextHref?: string | null;
  onPrev?: (() => void) | null;
  onNext?: (() => void) | null;
  /** Such as "1,204 members". */
  summary?: ReactNode;
};

/** Previous and next by cursor; there are no page numbers, since counting millions costs more than it tells. */
export function Pagination({ prevHref, nextHref, onPrev, onNext, summary }: Paging) {
  const t = useTranslations("ui.paging");
  const step = (
    label: string,
    href: string | null | undefined,
    onClick: (() => void) | null | undefined,
    icon: ReactNode,
  ) =>
    href ? (
      <ButtonLink href={href} size="sm" scroll={false} icon={icon}>
        {label}
      </ButtonLink>
    ) : (
      <Button size="sm" icon={icon} disabled={!onClick} onClick={() => onClick?.()}>
        {label}
      </Button>
    );
  return (
    <nav aria-label={t("label")} className="flex items-center justify-between gap-3 text-sm">
      <span className="tabular text-ink-3">{summary}</span>
      <span className="flex gap-2">
        {step(t("prev"), prevHref, onPrev, <ChevronLeft aria-hidden />)}
        {step(t("next"), nextHref, onNext, <ChevronRight aria-hidden className="order-last" />)}
      </span>
    </nav>
  );
}
