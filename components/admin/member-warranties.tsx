import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { DateTime } from "@/components/format/date-time";
import { WarrantyBadge } from "@/components/my/warranty-list";
import { DataTable } from "@/components/table/data-table";
import { EmptyState } from "@/components/ui/empty-state";

export interface AdminWarrantyView {
  warrantyId: string;
  productName: string;
  brand: string | null;
  startsOn: string;
  endsOn: string;
  daysLeft: number;
  state: "active" | "ended" | "voided";
}

/** Products under warranty, the next to end first. */
export function MemberWarranties({ warranties }: { warranties: readonly AdminWarrantyView[] }) {
  const t = useTranslations("admin.warranties");
  return (
    <DataTable
      caption={t("title")}
      rows={warranties}
      rowKey={(row) => row.warrantyId}
      empty={<EmptyState icon={<ShieldCheck />} title={t("none")} description={t("noneHint")} />}
      columns={[
        {
          key: "product",
          header: t("product"),
          cell: (row) => (
            <>
              {row.productName}
              {row.brand && <span className="block text-xs font-normal text-ink-3">{row.brand}</span>}
            </>
          ),
        },
        { key: "state", header: t("state"), cell: (row) => <WarrantyBadge warranty={row} /> },
        { key: "from", header: t("from"), cell: (row) => <DateTime value={row.startsOn} form="dateShort" /> },
        { key: "to", header: t("to"), cell: (row) => <DateTime value={row.endsOn} form="dateShort" /> },
      ]}
    />
  );
}
