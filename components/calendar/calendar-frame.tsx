"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { addressOf } from "@/components/admin/address";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { buttonStyle } from "@/components/ui/button-style";
import { ButtonLink } from "@/components/ui/button-link";
import { cn } from "@/components/ui/cn";
import { FilterChips } from "@/components/ui/filter-chips";
import Link from "next/link";
import { calendarViews, type CalendarSpan } from "./span";

interface Props {
  base: string;
  span: CalendarSpan;
  today: string;
  asIfLive: boolean;
  children: ReactNode;
}

/** Head of the calendar: which days, how they are shown, and whether drafts are counted in. All of it lives in the address. */
export function CalendarFrame({ base, span, today, asIfLive, children }: Props) {
  const t = useTranslations("sendCalendar");
  const formats = useFormats();
  const hrefOf = (change: Record<string, string | null>) =>
    addressOf(`${base}/calendar`, {
      view: span.view === "month" ? null : span.view,
      on: span.on === today ? null : span.on,
      drafts: asIfLive ? "1" : null,
      ...change,
    });
  const [first = "", last = ""] = [span.days[0], span.days.at(-1)];
  const arrow = cn(buttonStyle({ variant: "ghost" }), "size-control px-0");
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="flex items-center gap-1">
          <Link href={hrefOf({ on: span.previous })} aria-label={t("previous")} className={arrow}>
            <ChevronLeft aria-hidden />
          </Link>
          <Link href={hrefOf({ on: span.next })} aria-label={t("next")} className={arrow}>
            <ChevronRight aria-hidden />
          </Link>
          <h2 className="ms-1 text-lg" aria-live="polite">
            {span.view === "month" ? formats.month(span.on) : `${formats.monthDay(first)} – ${formats.monthDay(last)}`}
          </h2>
        </div>
        <ButtonLink size="sm" href={hrefOf({ on: null })}>
          {t("toToday")}
        </ButtonLink>
        <FilterChips
          label={t("view")}
          value={span.view}
          options={calendarViews.map((view) => ({
            value: view,
            label: t(view),
            href: hrefOf({ view: view === "month" ? null : view }),
          }))}
        />
        <FilterChips
          label={t("drafts")}
          value={asIfLive ? "on" : ""}
          options={[{ value: "on", label: t("drafts"), href: hrefOf({ drafts: asIfLive ? null : "1" }) }]}
        />
      </div>
      {children}
    </>
  );
}
