import type { useTranslations } from "next-intl";
import type { Formats } from "@/components/format/formats";

type Translate = ReturnType<typeof useTranslations>;

export interface ChangeLine {
  field: string;
  before: string | null;
  after: string | null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

const record = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** What changed, field by field, in words: names for ids, dates as dates. What stayed as it was is left out. */
export function changeLines(
  t: Translate,
  formats: Pick<Formats, "dateTime" | "number">,
  names: Readonly<Record<string, string>>,
  change: { before: unknown; after: unknown },
): ChangeLine[] {
  const [before, after] = [record(change.before), record(change.after)];
  const said = (value: unknown): string | null => {
    if (value === undefined) return null;
    if (value === null || value === "") return t("empty");
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (typeof value === "number") return formats.number(value);
    if (Array.isArray(value)) return value.map((one) => said(one) ?? "").join(", ") || t("empty");
    if (typeof value === "object") return JSON.stringify(value);
    const text = value as string;
    if (uuid.test(text)) return names[text] ?? text.slice(0, 8);
    if (instant.test(text)) return formats.dateTime(new Date(text));
    return text;
  };
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => ({
      field: t.has(`fields.${key}` as never) ? t(`fields.${key}` as never) : key,
      before: said(before[key]),
      after: said(after[key]),
    }));
}

/** An action in words; one that nobody worded is shown as it is called. */
export const actionWord = (t: Translate, action: string): string =>
  t.has(`actions.${action}` as never) ? t(`actions.${action}` as never) : action;

export const subjectWord = (t: Translate, kind: string): string =>
  t.has(`subjects.${kind}` as never) ? t(`subjects.${kind}` as never) : kind;

/** Where the thing a row speaks of is shown; null for what has no page. */
export function subjectHref(
  base: string,
  row: { subjectKind: string; subjectId: string | null; memberId: string | null },
): string | null {
  if (row.subjectKind === "staff" || row.subjectKind === "invitation") return `${base}/settings/people`;
  if (row.subjectKind === "api_key") return `${base}/settings/api-keys`;
  if (row.subjectKind === "export") return `${base}/exports`;
  if (row.subjectKind === "store") return `${base}/settings/stores`;
  if (row.subjectKind === "campaign" && row.subjectId) return `${base}/campaigns/${row.subjectId}`;
  if (row.subjectKind === "segment" && row.subjectId) return `${base}/segments/${row.subjectId}`;
  return row.memberId ? `${base}/members/${row.memberId}` : null;
}
