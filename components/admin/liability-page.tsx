import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Count, Percent } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/my/print-button";
import { DataTable } from "@/components/table/data-table";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Stat } from "@/components/ui/stat";
import { LapseTable, type LapseView } from "./lapse-table";

export interface LiabilityView {
  on: string;
  months: readonly { origin: "purchase" | "other"; month: string | null; points: number; pendingPoints: number }[];
  points: number;
  heldPoints: number;
  debtPoints: number;
  members: number;
}
type Props = { path: string; liability: LiabilityView; lapse: readonly LapseView[]; children: ReactNode };

/** One row for each month of expiry, both origins beside each other. */
function byMonth(months: LiabilityView["months"]) {
  const rows = new Map<string, { month: string | null; purchase: number; other: number; pending: number }>();
  for (const { origin, month, points, pendingPoints } of months) {
    const row = rows.get(month ?? "") ?? { month, purchase: 0, other: 0, pending: 0 };
    row[origin] += points;
    row.pending += pendingPoints;
    rows.set(month ?? "", row);
  }
  return [...rows.values()].map((row) => ({ ...row, sum: row.purchase + row.other }));
}

/** What the shop owes in points on a day, when it ends, and what became of what it gave. */
export function LiabilityPage({ path, liability, lapse, children }: Props) {
  const t = useTranslations("books.liability");
  const formats = useFormats();
  const rows = byMonth(liability.months);
  const most = Math.max(1, ...rows.map((row) => row.sum));
  const width = (points: number) => ({ width: `${(Math.max(0, points) / most) * 100}%` });
  return (
    <div className="grid gap-8">
      <div>
        <PageHeader
          title={t("title")}
          description={t("lead", { on: formats.date(liability.on) })}
          actions={
            <span className="print:hidden">
              <PrintButton label={t("print")} />
            </span>
          }
        />
        <form key={liability.on} action={path} className="mb-4 flex flex-wrap items-end gap-3 print:hidden">
          <Field label={t("on")} className="w-44">
            <Input type="date" name="on" defaultValue={liability.on} />
          </Field>
          <Button type="submit">{t("show")}</Button>
        </form>
        <Card className="grid grid-cols-2 gap-4 md:grid-cols-4">
          <Stat label={t("total")} value={<Count value={liability.points} />} unit="pt" />
          <Stat label={t("held")} value={<Count value={liability.heldPoints} />} unit="pt" />
          <Stat label={t("debt")} value={<Count value={liability.debtPoints} />} unit="pt" />
          <Stat label={t("members")} value={t("people", { n: liability.members })} />
        </Card>
      </div>
      <Section title={t("byMonth")}>
        <DataTable
          caption={t("byMonth")}
          rows={rows}
          rowKey={(row) => row.month ?? "open"}
          empty={<p className="p-5 text-sm text-ink-3">{t("none")}</p>}
          columns={[
            {
              key: "month",
              header: t("month"),
              cell: (row) => (row.month ? formats.month(`${row.month}-01`) : t("noEnd")),
            },
            {
              key: "bar",
              header: "",
              desktopOnly: true,
              width: "40%",
              cell: (row) => (
                <span aria-hidden className="flex h-4 w-full overflow-hidden rounded-sm bg-sunken">
                  <span className="bg-brand" style={width(row.purchase)} />
                  <span className="bg-info" style={width(row.other)} />
                </span>
              ),
            },
            {
              key: "purchase",
              header: t("purchase"),
              align: "end",
              desktopOnly: true,
              cell: (row) => <Count value={row.purchase} />,
            },
            {
              key: "other",
              header: t("other"),
              align: "end",
              desktopOnly: true,
              cell: (row) => <Count value={row.other} />,
            },
            {
              key: "sum",
              header: t("sum"),
              align: "end",
              cell: (row) => (
                <span className="grid justify-items-end">
                  <Count value={row.sum} className="font-medium" />
                  <span className="text-xs text-ink-3">
                    <Percent value={liability.points > 0 ? row.sum / liability.points : 0} />
                  </span>
                </span>
              ),
            },
            { key: "pending", header: t("pending"), align: "end", cell: (row) => <Count value={row.pending} /> },
          ]}
        />
      </Section>
      <LapseTable months={lapse} />
      {children}
    </div>
  );
}
