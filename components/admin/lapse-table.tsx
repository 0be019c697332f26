import { useTranslations } from "next-intl";
import { Count, Percent } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { DataTable } from "@/components/table/data-table";
import { Section } from "@/components/ui/card";

export interface LapseView {
  month: string;
  granted: number;
  used: number;
  lapsed: number;
  takenBack: number;
  open: number;
}
const parts = [
  { name: "used", look: "bg-ok" },
  { name: "lapsed", look: "bg-danger" },
  { name: "takenBack", look: "bg-warn" },
  { name: "open", look: "bg-line-strong" },
] as const;

/** What became of the points of each month, as shares of what was given. */
export function LapseTable({ months }: { months: readonly LapseView[] }) {
  const t = useTranslations("books.liability");
  const formats = useFormats();
  const share = (row: LapseView, part: number) => Math.max(0, part) / Math.max(1, row.granted);
  return (
    <Section title={t("lapse")} description={t("lapseLead")}>
      <DataTable
        caption={t("lapse")}
        rows={months}
        rowKey={(row) => row.month}
        empty={<p className="p-5 text-sm text-ink-3">{t("lapseNone")}</p>}
        columns={[
          { key: "month", header: t("grantedIn"), cell: (row) => formats.month(`${row.month}-01`) },
          { key: "granted", header: t("granted"), align: "end", cell: (row) => <Count value={row.granted} /> },
          {
            key: "bar",
            header: "",
            desktopOnly: true,
            width: "30%",
            cell: (row) => (
              <span aria-hidden className="flex h-4 w-full overflow-hidden rounded-sm bg-sunken">
                {parts.map(({ name, look }) => (
                  <span key={name} className={look} style={{ width: `${share(row, row[name]) * 100}%` }} />
                ))}
              </span>
            ),
          },
          ...parts.map(({ name, look }) => ({
            key: name,
            header: t(name),
            align: "end" as const,
            cell: (row: LapseView) => (
              <span className="inline-flex items-center justify-end gap-1.5">
                <span aria-hidden className={`size-2 rounded-full ${look}`} />
                <Percent value={share(row, row[name])} />
              </span>
            ),
          })),
        ]}
      />
    </Section>
  );
}
