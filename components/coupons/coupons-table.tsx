import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ListFoot } from "@/components/admin/list-foot";
import { Count, Money } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import type { CouponDefinition, CouponState } from "@/server/coupons/input";
import { benefitWords } from "./coupon-words";

export interface CouponRow {
  couponId: string;
  name: string;
  definition: CouponDefinition;
  state: CouponState;
  issued: number;
  shown: number;
  used: number;
  costYen: number;
}

const tones = { usable: "ok", coming: "info", over: "neutral", stopped: "warn" } as const;

export function CouponStateBadge({ state }: { state: CouponState }) {
  const t = useTranslations("coupons.states");
  return <Badge tone={tones[state]}>{t(state)}</Badge>;
}

/** Coupons with what became of them. */
export function CouponsTable({
  rows,
  base,
  nextHref,
  firstHref,
  empty,
}: {
  rows: readonly CouponRow[];
  base: string;
  nextHref: string | null;
  firstHref: string | null;
  empty: ReactNode;
}) {
  const t = useTranslations("coupons");
  const formats = useFormats();
  const number = (key: "issued" | "shown" | "used") => ({
    key,
    header: t(`admin.${key}`),
    align: "end" as const,
    cell: (row: CouponRow) => <Count value={row[key]} />,
  });
  return (
    <div className="grid gap-3">
      <DataTable
        caption={t("admin.title")}
        rows={rows}
        rowKey={(row) => row.couponId}
        rowHref={(row) => `${base}/coupons/${row.couponId}`}
        empty={empty}
        columns={[
          { key: "name", header: t("admin.name"), cell: (row) => row.name },
          { key: "kind", header: t("admin.kind"), cell: (row) => benefitWords(t, formats, row.definition, {}) },
          { key: "state", header: t("admin.state"), cell: (row) => <CouponStateBadge state={row.state} /> },
          number("issued"),
          number("shown"),
          number("used"),
          { key: "cost", header: t("admin.cost"), align: "end", cell: (row) => <Money value={row.costYen} /> },
        ]}
      />
      <ListFoot firstHref={firstHref} nextHref={nextHref} />
    </div>
  );
}
