import type { useTranslations } from "next-intl";
import type { Formats } from "@/components/format/formats";

type Translate = ReturnType<typeof useTranslations>;

export interface ChangeLine {
  field: string;
  before: string | null;
  after: string | null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const fingerprint = /^[0-9a-f]{64}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

const record = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

const minutesOfDay = /Minutes$/;
// What a screen of its own shows better than a line here; that it changed is said, not what it is.
const large = new Set(["definition", "draft", "mapping", "query", "rule", "targetDays"]);

/** What changed, field by field, in words: names for ids, dates as dates. What stayed as it was is left out. */
export function changeLines(
  t: Translate,
  formats: Pick<Formats, "dateTime" | "number">,
  names: Readonly<Record<string, string>>,
  change: { action?: string; before: unknown; after: unknown },
): ChangeLine[] {
  const [before, after] = [record(change.before), record(change.after)];
  // A word of the action's own first: 'from' is a day in a filter and a number on a card.
  const worded = (key: string): string | null => {
    const word = [`ownFields.${change.action}.${key}`, `fields.${key}`].find((one) => t.has(one as never));
    return word ? t(word as never) : null;
  };
  const inside = (value: object): string => {
    const entries = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
    const lines = entries.flatMap(([key, one]) => {
      const word = worded(key);
      return word && (typeof one !== "object" || Array.isArray(one)) ? [`${word}: ${said(key, one)}`] : [];
    });
    const rest = entries.length - lines.length;
    if (lines.length === 0) return entries.length === 0 ? t("empty") : t("content");
    return [...lines, ...(rest > 0 ? [t("parts", { n: rest })] : [])].join(", ");
  };
  const said = (key: string, value: unknown): string | null => {
    if (value === undefined) return null;
    if (value === null || value === "") return t("empty");
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (typeof value === "number") return minutesOfDay.test(key) && value < 1440 ? clock(value) : formats.number(value);
    if (Array.isArray(value)) return value.map((one) => said(key, one) ?? "").join(", ") || t("empty");
    if (typeof value === "object") return large.has(key) ? t("content") : inside(value);
    const text = value as string;
    if (key === "fields") return worded(text) ?? text;
    const word = `values.${key}.${text}`;
    if (/^[a-z_]+(?:\.[a-z_]+)*$/.test(text) && t.has(word as never)) return t(word as never);
    if (uuid.test(text)) return names[text] ?? t("unnamed", { id: text.slice(0, 8) });
    if (fingerprint.test(text)) return text.slice(0, 12);
    if (instant.test(text)) return formats.dateTime(new Date(text));
    return text;
  };
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => {
      const [was, is] = [said(key, before[key]), said(key, after[key])];
      const field = worded(key) ?? key;
      // Two values that read the same differ inside, where a line has no room.
      return was === is ? { field, before: null, after: t("contentChanged") } : { field, before: was, after: is };
    });
}

const clock = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");

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
  if (row.subjectKind === "import_run" && row.subjectId) return `${base}/imports/${row.subjectId}`;
  if (row.subjectKind === "point_program") return `${base}/settings/points`;
  if (row.subjectKind === "repair_policy") return `${base}/settings/repairs`;
  if (row.subjectKind === "tenant" || row.subjectKind === "campaign_settings") return `${base}/settings`;
  if (row.subjectKind === "segment" && row.subjectId) return `${base}/segments/${row.subjectId}`;
  return row.memberId ? `${base}/members/${row.memberId}` : null;
}
