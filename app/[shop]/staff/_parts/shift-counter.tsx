"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, ClipboardList, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Count, Money, Points } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { DoneList, type DoneThing } from "@/components/staff/done-list";
import { ShiftFigureCards } from "@/components/staff/shift-figures";
import { DataTable } from "@/components/table/data-table";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { Skeleton } from "@/components/ui/skeleton";
import { undoWindowMinutes } from "@/server/counter/rules";
import { Answer } from "./answer";
import { useTill } from "./till";
import { useUndo } from "./use-undo";

const oneDay = 86_400_000;
const shifted = (day: string, days: number) => new Date(Date.parse(day) + days * oneDay).toISOString().slice(0, 10);

const whatHappens = {
  sale: "undoSale",
  return: "undoSale",
  adjust: "undoPoints",
  redeem: "undoPoints",
  card: "undoCard",
} as const;

/** The figures of this store's day, who did what, and the way back for what was done a moment ago. */
export function ShiftCounter({ day, isMine }: { day?: string; isMine: boolean }) {
  const t = useTranslations("counter");
  const formats = useFormats();
  const trpc = useTRPC();
  const errorText = useErrorText();
  const till = useTill();
  const asked = { storeId: till.storeId, day, isMine };
  const shift = useQuery(trpc.counter.shift.queryOptions(asked));
  const done = useInfiniteQuery(
    trpc.counter.done.infiniteQueryOptions(asked, { getNextPageParam: (page) => page.cursor ?? undefined }),
  );
  const [undoing, setUndoing] = useState<DoneThing | null>(null);
  const undo = useUndo();
  const things = done.data?.pages.flatMap((page) => page.rows) ?? [];
  const here = (next: { day?: string; isMine?: boolean }) => {
    const to = { day, isMine, ...next };
    const query = new URLSearchParams({ ...(to.day ? { day: to.day } : {}), ...(to.isMine ? { who: "me" } : {}) });
    return `/${till.slug}/staff/shift${query.size > 0 ? `?${query}` : ""}`;
  };
  const shown = shift.data?.day;
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        actions={
          <Button className="print:hidden" icon={<Printer aria-hidden />} onClick={() => window.print()}>
            {t("print")}
          </Button>
        }
      />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <nav aria-label={t("day")} className="flex items-center gap-2 print:[&_a]:hidden">
          {shown && (
            <ButtonLink href={here({ day: shifted(shown, -1) })} size="sm" icon={<ChevronLeft aria-hidden />}>
              {t("previous")}
            </ButtonLink>
          )}
          <span className="tabular min-w-36 text-center font-medium">
            {shown ? formats.date(shown) : <Skeleton className="h-6 w-36" />}
          </span>
          {shown && day && (
            <ButtonLink
              href={here({ day: shifted(shown, 1) })}
              size="sm"
              icon={<ChevronRight aria-hidden className="order-last" />}
            >
              {t("next")}
            </ButtonLink>
          )}
          {day && (
            <ButtonLink href={here({ day: undefined })} size="sm">
              {t("today")}
            </ButtonLink>
          )}
        </nav>
        {shift.data && (
          <p className="hidden text-sm print:block">
            {[
              till.storeName,
              t(isMine ? "mine" : "all"),
              t("asOf", { at: formats.dateTime(new Date(shift.dataUpdatedAt)) }),
            ].join(" · ")}
          </p>
        )}
        <div className="min-w-0 print:hidden">
          <FilterChips
            label={t("who")}
            value={isMine ? "me" : "all"}
            options={[
              { value: "all", label: t("all"), href: here({ isMine: false }) },
              { value: "me", label: t("mine"), href: here({ isMine: true }) },
            ]}
          />
        </div>
      </div>
      <div className="grid gap-6">
        <Answer of={shift} lines={4}>
          {(figures) => (
            <>
              <ShiftFigureCards of={figures} />
              {!isMine && figures.byStaff.length > 1 && (
                <Section title={t("byStaff")}>
                  <Card flush>
                    <DataTable
                      caption={t("byStaff")}
                      rows={figures.byStaff}
                      rowKey={(row) => row.staffName ?? ""}
                      columns={[
                        { key: "staff", header: t("staff"), cell: (row) => row.staffName ?? t("nobody") },
                        { key: "sales", header: t("sales"), align: "end", cell: (row) => <Count value={row.sales} /> },
                        {
                          key: "yen",
                          header: t("amount"),
                          align: "end",
                          cell: (row) => <Money value={row.salesYen} />,
                        },
                        {
                          key: "points",
                          header: t("pointsEarned"),
                          align: "end",
                          cell: (row) => <Points value={row.pointsEarned} />,
                        },
                        { key: "cards", header: t("cards"), align: "end", cell: (row) => <Count value={row.cards} /> },
                      ]}
                    />
                  </Card>
                </Section>
              )}
            </>
          )}
        </Answer>
        <Section
          title={t("list")}
          description={<span className="print:hidden">{t("undoWindow", { minutes: undoWindowMinutes })}</span>}
        >
          <Card flush>
            {done.isError ? (
              <ErrorState description={errorText(done.error)} onRetry={() => void done.refetch()} />
            ) : !done.data ? (
              <Skeleton className="m-4 h-40" />
            ) : things.length > 0 ? (
              <DoneList
                things={things}
                memberHref={till.memberHref}
                receiptHref={till.receiptHref}
                onUndo={setUndoing}
              />
            ) : (
              <EmptyState icon={<ClipboardList />} title={t("empty")} description={t("emptyLead")} className="py-10" />
            )}
          </Card>
          {done.hasNextPage && (
            <Button loading={done.isFetchingNextPage} onClick={() => void done.fetchNextPage()}>
              {t("more")}
            </Button>
          )}
        </Section>
      </div>
      <ConfirmDialog
        open={undoing !== null}
        onOpenChange={(open) => {
          if (!open) setUndoing(null);
        }}
        title={t("undoTitle")}
        description={t(undoing ? whatHappens[undoing.kind] : "undoSale")}
        confirmLabel={t("undo")}
        onConfirm={async () => {
          if (!undoing) return;
          const { kind, id, memberId } = undoing;
          await undo.mutateAsync({ kind, id, memberId, storeId: till.storeId }).catch(() => undefined);
        }}
      />
    </>
  );
}
