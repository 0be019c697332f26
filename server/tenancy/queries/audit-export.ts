import { defineExport } from "@/server/kernel/export-kinds";
import { auditFilter } from "../input";
import { auditPersons, auditRows } from "./audit-log";

const headers = {
  ja: [
    "日時",
    "操作した人の種類",
    "操作した人",
    "操作した人のID",
    "操作",
    "対象の種類",
    "対象のID",
    "会員ID",
    "変更前",
    "変更後",
  ],
  en: ["At", "Actor kind", "Actor", "Actor ID", "Action", "Subject kind", "Subject ID", "Member ID", "Before", "After"],
};
const asText = (value: unknown) => (value === null ? "" : JSON.stringify(value));

/** The audit log as a list: times in UTC, changes as JSON, nothing left out. */
export const auditExport = defineExport({
  name: "audit_log",
  permission: "audit.read",
  filter: auditFilter,
  countPersons: auditPersons,
  header: (locale) => headers[locale],
  lines: async function* (ctx, filter) {
    for await (const row of auditRows(ctx, filter))
      yield [
        row.at.toISOString(),
        row.actorKind,
        row.actorName,
        row.actorId,
        row.action,
        row.subjectKind,
        row.subjectId,
        row.memberId,
        asText(row.before),
        asText(row.after),
      ];
  },
});
