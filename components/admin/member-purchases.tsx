import { ReceiptText } from "lucide-react";
import { useTranslations } from "next-intl";
import { Money, Points } from "@/components/format/amount";
import { DateTime } from "@/components/format/date-time";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { type EarnedPart, EarnedParts } from "@/components/earning/earned-parts";
import { ListFoot, type ListPaging } from "./list-foot";

export interface AdminPurchaseView {
  purchaseId: string;
  kind: string;
  externalId: string;
  storeName: string | null;
  occurredAt: Date;
  totalYen: number;
  pointsEarned: number;
  pointsSpent: number;
  why: readonly EarnedPart[];
  lines: readonly { lineId: string; name: string; quantity: number; amountYen: number; returnedQuantity: number }[];
}

/** Sales and returns with their lines, newest first. */
export function MemberPurchases({ purchases, ...paging }: ListPaging & { purchases: readonly AdminPurchaseView[] }) {
  const t = useTranslations("admin.purchases");
  const why = useTranslations("earning.why");
  if (purchases.length === 0)
    return (
      <Card flush>
        <EmptyState icon={<ReceiptText />} title={t("none")} description={t("noneHint")} />
      </Card>
    );
  return (
    <>
      <Card flush>
        <ul className="divide-y divide-line">
          {purchases.map((purchase) => (
            <li key={purchase.purchaseId} className="grid gap-2 px-4 py-3 text-sm">
              <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <DateTime value={purchase.occurredAt} form="dateTime" className="font-medium" />
                {purchase.kind === "return" && <Badge tone="warn">{t("return")}</Badge>}
                <span className="text-xs text-ink-3">{purchase.storeName}</span>
                <span className="tabular text-xs text-ink-3">{purchase.externalId}</span>
                <Money value={purchase.totalYen} className="ms-auto font-semibold" />
              </div>
              <ul className="grid gap-0.5 text-ink-2">
                {purchase.lines.map((line) => (
                  <li key={line.lineId} className="flex justify-between gap-4">
                    <span className="min-w-0">
                      {line.name || t("unnamed")}
                      {line.quantity !== 1 && (
                        <span className="tabular text-ink-3"> {t("pieces", { count: Math.abs(line.quantity) })}</span>
                      )}
                      {line.returnedQuantity > 0 && (
                        <span className="text-warn"> {t("returned", { count: line.returnedQuantity })}</span>
                      )}
                    </span>
                    <Money value={line.amountYen} />
                  </li>
                ))}
              </ul>
              {(purchase.pointsEarned !== 0 || purchase.pointsSpent !== 0) && (
                <p className="flex flex-wrap justify-end gap-x-4 text-xs text-ink-3">
                  {purchase.pointsEarned !== 0 && (
                    <span>
                      {t("earned")} <Points short value={purchase.pointsEarned} />
                    </span>
                  )}
                  {purchase.pointsSpent !== 0 && (
                    <span>
                      {t("spent")} <Points short value={purchase.pointsSpent} />
                    </span>
                  )}
                </p>
              )}
              {purchase.why.length > 0 && (
                <details className="text-xs">
                  <summary className="cursor-pointer text-end text-ink-3">{why("title")}</summary>
                  <div className="mt-2 rounded-md bg-sunken p-3">
                    <EarnedParts parts={purchase.why} lines={purchase.lines} isOpen />
                  </div>
                </details>
              )}
            </li>
          ))}
        </ul>
      </Card>
      <ListFoot {...paging} />
    </>
  );
}
