import { Plus, ReceiptText } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { Count, Money } from "@/components/format/amount";
import { makeFormats } from "@/components/format/formats";
import { receiptSentences } from "@/components/coupons/receipt-words";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { canEditCoupons, canHandleCoupons } from "@/server/coupons/access";
import type { Actor } from "@/server/kernel/ctx";
import type { callerFor } from "@/server/trpc/caller";
import { TryReceipt } from "./try-receipt";

interface Props {
  api: Awaited<ReturnType<typeof callerFor>>["api"];
  base: string;
  timeZone: string;
  staff: Actor;
}

/** Which coupon is printed with which receipt, what became of them, and a way to try it. */
export async function ReceiptsView({ api, base, timeZone, staff }: Props) {
  const [t, locale, rules] = [await getTranslations("coupons"), await getLocale(), await api.receiptCoupons.list()];
  const [categories, stores, segments] = [
    await api.catalog.categories(),
    await api.tenancy.stores(),
    await api.segments.list(),
  ];
  const formats = makeFormats(locale, timeZone);
  const names: Record<string, string> = {};
  for (const { categoryId, name } of categories) names[categoryId] = name;
  for (const { id, name } of stores) names[id] = name;
  for (const { id, name } of segments.rows) names[id] = name;
  for (const { couponId, title } of rules) names[couponId] = title[locale === "en" ? "en" : "ja"];
  const isEditor = canEditCoupons(staff) === null;
  const create = isEditor && (
    <ButtonLink href={`${base}/coupons/receipts/new`} variant="primary" icon={<Plus aria-hidden />}>
      {t("receipt.create")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        back={{ href: `${base}/coupons`, label: t("admin.title") }}
        title={t("receipt.title")}
        description={t("receipt.lead")}
        actions={create}
      />
      <div className="grid gap-8">
        <DataTable
          caption={t("receipt.title")}
          rows={rules}
          rowKey={(row) => row.id}
          rowHref={isEditor ? (row) => `${base}/coupons/receipts/${row.id}` : undefined}
          empty={
            <EmptyState
              icon={<ReceiptText />}
              title={t("receipt.none")}
              description={t("receipt.noneLead")}
              actions={create}
            />
          }
          columns={[
            { key: "rule", header: t("receipt.rule"), cell: (row) => row.name || row.couponName },
            {
              key: "says",
              header: t("admin.terms"),
              desktopOnly: true,
              cell: (row) => (
                <span className="text-xs text-ink-2">{receiptSentences(t, formats, row, names).join(" ")}</span>
              ),
            },
            {
              key: "state",
              header: t("receipt.state"),
              cell: (row) =>
                row.stoppedAt ? (
                  <Badge tone="neutral">{t("receipt.off")}</Badge>
                ) : row.isCouponStopped ? (
                  <Badge tone="warn">{t("receipt.couponStopped")}</Badge>
                ) : (
                  <Badge tone="ok">{t("receipt.on")}</Badge>
                ),
            },
            {
              key: "given",
              header: t("receipt.given"),
              align: "end",
              cell: (row) => <Count value={row.figures.issued} />,
            },
            { key: "used", header: t("receipt.used"), align: "end", cell: (row) => <Count value={row.figures.used} /> },
            {
              key: "cost",
              header: t("receipt.cost"),
              align: "end",
              cell: (row) => <Money value={row.figures.costYen} />,
            },
          ]}
        />
        {canHandleCoupons(staff) === null && (
          <TryReceipt
            categories={categories.map(({ categoryId, name }) => ({ value: categoryId, label: name }))}
            stores={stores.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </div>
    </>
  );
}
