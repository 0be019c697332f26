import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";

const dayMs = 86_400_000;

/** How long the present state may still last, or by how much it has lasted too long. */
export function Due({ row, now }: { row: { dueAt: Date | null }; now: Date }) {
  const t = useTranslations("repairs.board");
  if (!row.dueAt) return <span className="text-ink-3">—</span>;
  const days = (row.dueAt.getTime() - now.getTime()) / dayMs;
  if (days < 0) return <Badge tone="danger">{t("late", { days: Math.max(1, Math.ceil(-days)) })}</Badge>;
  if (days < 1) return <Badge tone="warn">{t("dueToday")}</Badge>;
  return <span className="tabular text-ink-2">{t("dueIn", { days: Math.floor(days) })}</span>;
}
