import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";

export interface PreviewRow {
  rowNo: number;
  values: Readonly<Record<string, string>>;
  fault: { reason: string; column: string; value: string } | null;
}

interface Props {
  kind: "members" | "products" | "stores" | "purchases";
  headers: readonly string[];
  rows: readonly { rowNo: number; cells: readonly string[] }[];
  columns: Readonly<Record<string, string>>;
  preview: readonly PreviewRow[];
  /** The order of the fields. */
  fields: readonly string[];
  isOld: boolean;
}

const wholes: Readonly<Record<string, string>> = {
  familyName: "fullName",
  givenName: "fullName",
  familyKana: "fullKana",
  givenKana: "fullKana",
};

/** The first rows as they would be kept, each value above the cell it comes from. */
export function PreviewTable({ kind, headers, rows, columns, preview, fields, isOld }: Props) {
  const t = useTranslations("imports.screen.preview");
  const names = useTranslations(`imports.fields.${kind}`);
  const reasons = useTranslations("imports.reasons");
  const found = new Set(preview.flatMap(({ values }) => Object.keys(values)));
  const columnOf = (field: string) => columns[field] ?? columns[wholes[field] ?? ""];
  const isInParts = (field: string) =>
    Object.entries(wholes).some(([part, whole]) => whole === field && found.has(part));
  const shown = fields.filter((field) => found.has(field) || (columns[field] !== undefined && !isInParts(field)));
  const rawOf = (rowNo: number, field: string) => {
    const index = headers.indexOf(columnOf(field) ?? "");
    return index < 0 ? "" : (rows.find((row) => row.rowNo === rowNo)?.cells[index] ?? "").trim();
  };
  const head = "whitespace-nowrap border-b border-line bg-sunken px-3 py-2 text-start text-xs font-medium text-ink-2";
  return (
    <div
      role="region"
      aria-label={t("title", { count: preview.length })}
      // A region that scrolls must be reachable by keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={cn(
        "overflow-x-auto rounded-xl border border-line bg-surface shadow-card transition-opacity",
        isOld && "opacity-60",
      )}
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            <th scope="col" className={head}>
              {t("row")}
            </th>
            {shown.map((field) => (
              <th key={field} scope="col" className={head}>
                {names(field as never)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.map(({ rowNo, values, fault }) => (
            <tr key={rowNo} className="*:border-b *:border-line last:*:border-b-0">
              <th scope="row" className="px-3 py-2 text-start align-top font-normal">
                <span className="tabular block text-ink-3">{rowNo}</span>
                {fault && (
                  <span className="mt-1 grid justify-items-start gap-0.5">
                    <Badge tone="danger">{t("fault")}</Badge>
                    <span className="max-w-44 text-xs text-danger">{reasons(fault.reason as "row")}</span>
                  </span>
                )}
              </th>
              {shown.map((field) => {
                const raw = rawOf(rowNo, field);
                const value = values[field] ?? "";
                const isWrong = fault !== null && fault.column !== "" && fault.column === columnOf(field);
                return (
                  <td key={field} className={cn("max-w-56 px-3 py-2 align-top", isWrong && "bg-danger-soft")}>
                    <span className={cn("line-clamp-2 break-words", isWrong && "text-danger")}>
                      {value || (fault ? raw : "")}
                    </span>
                    {!fault && raw !== value && (
                      <span className="line-clamp-1 break-all text-xs text-ink-3">{raw}</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {preview.length === 0 && <p className="px-3 py-6 text-center text-sm text-ink-3">{t("none")}</p>}
    </div>
  );
}
