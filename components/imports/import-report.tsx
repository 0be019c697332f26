import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { DataTable } from "@/components/table/data-table";
import { Card, Section } from "@/components/ui/card";
import { Stat } from "@/components/ui/stat";
import type { RowCounts } from "@/server/imports/input";
import type { SalesBooks } from "./report-view";

/** What came, or would come, of the rows of a list. */
export function RowCountsPanel({ counts }: { counts: RowCounts }) {
  const t = useTranslations("imports.screen");
  const formats = useFormats();
  const names: (keyof RowCounts)[] = ["created", "updated", "unchanged", "refused"];
  if (counts.warned > 0) names.push("warned");
  return (
    <Card>
      <div className="grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-[repeat(auto-fit,minmax(7rem,1fr))]">
        {names.map((name) => (
          <Stat
            key={name}
            label={t(`count.${name}`)}
            value={formats.number(counts[name])}
            sub={t(`countHint.${name}`)}
            {...(name === "refused" && counts.refused > 0 ? { tone: "danger" as const } : {})}
          />
        ))}
      </div>
    </Card>
  );
}

/** Whole yen from thousandths; sums of sales are whole unless a price was finer than a yen. */
const yenOf = (thousandths: string) => BigInt(thousandths) / 1_000n;

interface Part {
  key: string;
  label: string;
  receipts: number | null;
  lines: number;
  thousandths: string;
}

/** Lines and sums of a file of sales: what was read, and what became of it. */
export function SalesBooksPanel({ books, isDryRun }: { books: SalesBooks; isDryRun: boolean }) {
  const t = useTranslations("imports.screen.books");
  const bases = useTranslations("imports.screen.sales.pointsBases");
  const reasons = useTranslations("imports.reasons");
  const formats = useFormats();
  const parts: Part[] = [
    { key: "read", label: t("read"), receipts: null, ...books.read },
    ...books.categories.map((part) => ({ key: part.category, label: t(part.category as "sale"), ...part })),
    ...books.setAside.map((part) => ({
      key: `aside-${part.reason}`,
      label: t("setAside", { reason: reasons(part.reason as "columns") }),
      receipts: null,
      ...part,
    })),
  ];
  return (
    <Section title={t("title")}>
      <DataTable
        caption={t("title")}
        rows={parts}
        rowKey={(part) => part.key}
        columns={[
          { key: "part", header: t("part"), cell: (part) => part.label },
          {
            key: "receipts",
            header: t("receipts"),
            align: "end",
            cell: (part) => (part.receipts === null ? "" : formats.number(part.receipts)),
          },
          { key: "lines", header: t("lines"), align: "end", cell: (part) => formats.number(part.lines) },
          { key: "amount", header: t("amount"), align: "end", cell: (part) => formats.yen(yenOf(part.thousandths)) },
        ]}
      />
      {isDryRun && books.pointsBasis && (
        <Card>
          <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
            <Stat label={t("pointsBy")} value={bases(books.pointsBasis)} />
            <Stat label={t("pointsAhead")} value={formats.number(books.points.given)} />
          </div>
        </Card>
      )}
      {!isDryRun && (
        <Card>
          <div className="grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-4">
            <Stat label={t("points")} value={formats.number(books.points.given)} />
            <Stat label={t("warranties")} value={formats.number(books.warranties)} />
            <Stat label={t("members")} value={formats.number(books.made.members)} />
            <Stat label={t("products")} value={formats.number(books.made.products)} />
          </div>
        </Card>
      )}
    </Section>
  );
}
