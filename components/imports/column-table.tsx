"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Select } from "@/components/ui/select";

export interface FieldChoice {
  name: string;
  isRequired: boolean;
}

interface Props {
  kind: "members" | "products" | "stores" | "purchases";
  headers: readonly string[];
  rows: readonly { cells: readonly string[] }[];
  fields: readonly FieldChoice[];
  /** Field -> column. */
  columns: Readonly<Record<string, string>>;
  onChange: (columns: Record<string, string>) => void;
}

/** Every column of the file with examples of its cells, and the field it goes to. */
export function ColumnTable({ kind, headers, rows, fields, columns, onChange }: Props) {
  const t = useTranslations("imports.screen.columns");
  const names = useTranslations(`imports.fields.${kind}`);
  const fieldAt = new Map(Object.entries(columns).map(([field, column]) => [column, field]));
  const label = (field: FieldChoice) => names(field.name as never);
  const put = (column: string, field: string) => {
    const rest = Object.entries(columns).filter(([one, at]) => at !== column && one !== field);
    onChange(Object.fromEntries(field ? [...rest, [field, column]] : rest));
  };
  return (
    <div className="rounded-xl border border-line bg-surface shadow-card">
      <table role="table" className="block w-full border-separate border-spacing-0 md:table md:table-fixed">
        <caption className="sr-only">{t("title")}</caption>
        <thead role="rowgroup" className="max-md:sr-only md:table-header-group">
          <tr role="row">
            {(["column", "samples", "field"] as const).map((key) => (
              <th
                key={key}
                role="columnheader"
                scope="col"
                className="border-b border-line bg-sunken px-4 py-2 text-start text-xs font-medium text-ink-2 first:rounded-ss-xl last:rounded-se-xl"
              >
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="block md:table-row-group">
          {headers.map((column, index) => {
            const field = fieldAt.get(column) ?? "";
            return (
              <tr
                role="row"
                key={column}
                className="block border-b border-line px-4 py-3 last:border-b-0 md:table-row md:p-0 md:*:border-b md:*:border-line md:last:*:border-b-0"
              >
                <th
                  role="rowheader"
                  scope="row"
                  className="block break-all text-start text-sm font-medium md:table-cell md:px-4 md:py-2.5"
                >
                  {column}
                </th>
                <td role="cell" className="block py-1 text-sm text-ink-3 md:table-cell md:px-4 md:py-2.5">
                  <Samples cells={rows.map(({ cells }) => cells[index] ?? "")} empty={t("empty")} />
                </td>
                <td role="cell" className="block md:table-cell md:px-4 md:py-2">
                  <Select
                    aria-label={t("fieldOf", { column })}
                    value={field}
                    onChange={(event) => put(column, event.target.value)}
                    className={field ? "" : "text-ink-3"}
                  >
                    <option value="">{t("ignore")}</option>
                    {fields.map((one) => {
                      const at = columns[one.name];
                      const text = one.isRequired ? t("required", { field: label(one) }) : label(one);
                      return (
                        <option key={one.name} value={one.name}>
                          {at && at !== column ? t("used", { field: text, column: at }) : text}
                        </option>
                      );
                    })}
                  </Select>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Samples({ cells, empty }: { cells: readonly string[]; empty: string }) {
  const shown = [...new Set(cells.map((cell) => cell.trim()).filter(Boolean))].slice(0, 3);
  if (shown.length === 0) return <span>{empty}</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {shown.map((cell) => (
        <Badge key={cell} className="max-w-full">
          <span className="max-w-48 truncate">{cell}</span>
        </Badge>
      ))}
    </span>
  );
}
