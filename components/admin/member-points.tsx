import { Coins } from "lucide-react";
import { GivenBy, type GivenPart } from "@/components/earning/given-by";
import { useTranslations } from "next-intl";
import { Points } from "@/components/format/amount";
import { DateTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { DataTable } from "@/components/table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import type { JournalKind } from "@/server/points/input";
import { ListFoot, type ListPaging } from "./list-foot";

export interface AdminPointView {
  journalId: string;
  kind: JournalKind;
  occurredAt: Date;
  points: number;
  availableAfter: number;
  storeName: string | null;
  purchaseId: string | null;
  reason: string | null;
  expiresAt: Date | null;
  why: {
    rule?: { ratePoints: number; rateYen: number };
    inputs?: Record<string, number>;
    parts?: readonly GivenPart[];
  } | null;
}

/** Every movement of a wallet with its reason. */
export function MemberPoints({ history, ...paging }: ListPaging & { history: readonly AdminPointView[] }) {
  const t = useTranslations("admin.points");
  const words = useTranslations("points");
  return (
    <>
      <DataTable
        caption={t("title")}
        rows={history}
        rowKey={(row) => row.journalId}
        empty={<EmptyState icon={<Coins />} title={t("none")} description={t("noneHint")} />}
        columns={[
          {
            key: "kind",
            header: t("kind"),
            cell: (row) => <span className="md:whitespace-nowrap">{words(`kind.${row.kind}`)}</span>,
          },
          { key: "at", header: t("at"), cell: (row) => <DateTime value={row.occurredAt} form="dateTime" /> },
          { key: "why", header: t("why"), cell: (row) => <PointWhy row={row} /> },
          {
            key: "points",
            header: t("points"),
            align: "end",
            cell: (row) => <Points short signed value={row.points} />,
          },
          {
            key: "after",
            header: t("after"),
            align: "end",
            cell: (row) => <Points short value={row.availableAfter} />,
          },
        ]}
      />
      <ListFoot {...paging} />
    </>
  );
}

/** Why points moved: the rule that gave them, or what somebody wrote. */
export function PointWhy({ row }: { row: AdminPointView }) {
  const words = useTranslations("points");
  const formats = useFormats();
  const amount = row.why?.inputs?.amountYen;
  const rule = row.why?.rule;
  if (row.kind === "earn" && row.why?.parts) return <GivenBy parts={row.why.parts} />;
  if (row.reason) return <>{row.reason}</>;
  if (row.kind === "earn" && rule && amount !== undefined)
    return (
      <>{words("why.rate", { amount: formats.yen(amount), rateYen: rule.rateYen, ratePoints: rule.ratePoints })}</>
    );
  return <span className="text-ink-3">{row.storeName ?? "—"}</span>;
}
