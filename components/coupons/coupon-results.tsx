import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Count, Money } from "@/components/format/amount";
import { Card, Section } from "@/components/ui/card";
import { Stat } from "@/components/ui/stat";

interface Props {
  figures: { issued: number; shown: number; used: number; returned: number; costYen: number; saleYen: number };
  byStore: readonly { storeName: string | null; used: number; costYen: number; saleYen: number }[];
  /** The way to the list of holders. */
  actions?: ReactNode;
}

/** What became of a coupon: given, seen, used, what it took off, and where. */
export function CouponResults({ figures, byStore, actions }: Props) {
  const t = useTranslations("coupons.admin");
  return (
    <Section title={t("results")} actions={actions}>
      <div className="grid gap-4">
        <Card className="grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-6">
          <Stat label={t("issued")} value={<Count value={figures.issued} />} />
          <Stat label={t("shown")} value={<Count value={figures.shown} />} />
          <Stat label={t("used")} value={<Count value={figures.used} />} />
          <Stat label={t("returned")} value={<Count value={figures.returned} />} />
          <Stat label={t("cost")} value={<Money value={figures.costYen} />} />
          <Stat label={t("sales")} value={<Money value={figures.saleYen} />} />
        </Card>
        <Card>
          <h3 className="mb-2 text-sm font-medium">{t("byStore")}</h3>
          {byStore.length === 0 ? (
            <p className="text-sm text-ink-3">{t("noUses")}</p>
          ) : (
            <ul className="grid gap-1 text-sm">
              {byStore.map(({ storeName, used, costYen, saleYen }) => (
                <li key={storeName ?? ""} className="flex justify-between gap-4">
                  <span>{storeName ?? t("noStore")}</span>
                  <span className="tabular flex gap-4">
                    <Count value={used} />
                    <Money value={costYen} />
                    <Money value={saleYen} className="text-ink-3" />
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </Section>
  );
}
