import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { WarrantyList, type WarrantyView } from "./warranty-list";

const order = { active: 0, ended: 1, voided: 2 };

/** Warranties that still run first, the next to end on top; then those that have ended, the latest on top. */
export function WarrantiesPage({ base, warranties }: { base: string; warranties: readonly WarrantyView[] }) {
  const t = useTranslations("my.warranties");
  const sorted = warranties.toSorted(
    (a, b) =>
      order[a.state] - order[b.state] || (a.state === "active" ? a.daysLeft - b.daysLeft : b.daysLeft - a.daysLeft),
  );
  return (
    <>
      <PageHeader title={t("title")} />
      {sorted.length === 0 ? (
        <Card flush>
          <EmptyState icon={<ShieldCheck />} title={t("none")} description={t("noneHint")} />
        </Card>
      ) : (
        <WarrantyList warranties={sorted} baseHref={`${base}/warranties`} />
      )}
    </>
  );
}
