import { useTranslations } from "next-intl";
import { Money } from "@/components/format/amount";
import { DateTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";

export type CounterPurchase = {
  purchaseId: string;
  kind: string;
  externalId: string;
  storeName: string | null;
  occurredAt: Date;
  totalYen: number;
  pointsEarned: number;
  pointsSpent: number;
  lines: readonly { lineId: string; name: string; quantity: number; returnedQuantity: number }[];
};

type Props = { purchases: readonly CounterPurchase[]; returnHref: (purchaseId: string) => string };

/** The latest sales and returns; a return starts at the sale. */
export function PurchaseList({ purchases, returnHref }: Props) {
  const t = useTranslations("staff.purchases");
  const formats = useFormats();
  return (
    <ul className="divide-y divide-line">
      {purchases.map((purchase) => {
        const isSale = purchase.kind === "sale";
        const hasReturned = purchase.lines.some((line) => line.returnedQuantity > 0);
        const isOpen = purchase.lines.some((line) => line.returnedQuantity < line.quantity);
        return (
          <li key={purchase.purchaseId} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-60">
              <p className="flex flex-wrap items-center gap-2 text-xs text-ink-3">
                <DateTime value={purchase.occurredAt} form="dateTime" />
                {purchase.storeName && <span className="truncate">{purchase.storeName}</span>}
                {!isSale && <Badge tone="info">{t("return")}</Badge>}
                {isSale && hasReturned && <Badge>{isOpen ? t("partlyReturned") : t("returned")}</Badge>}
              </p>
              <ul className="mt-1 text-sm">
                {purchase.lines.slice(0, 3).map((line) => (
                  <li key={line.lineId} className="flex gap-2">
                    <span className="truncate">{line.name}</span>
                    {Math.abs(line.quantity) > 1 && (
                      <span className="tabular shrink-0 text-ink-3">× {formats.number(Math.abs(line.quantity))}</span>
                    )}
                  </li>
                ))}
              </ul>
              {purchase.lines.length > 3 && (
                <p className="text-xs text-ink-3">{t("moreLines", { count: purchase.lines.length - 3 })}</p>
              )}
            </div>
            <div className="ms-auto text-end">
              <Money value={purchase.totalYen} className="font-medium" />
              {(purchase.pointsEarned !== 0 || purchase.pointsSpent !== 0) && (
                <p className="tabular text-xs text-ink-3">
                  {purchase.pointsEarned !== 0 && t("earned", { points: formats.number(purchase.pointsEarned, true) })}
                  {purchase.pointsEarned !== 0 && purchase.pointsSpent !== 0 && " "}
                  {purchase.pointsSpent !== 0 && t("spent", { points: formats.number(-purchase.pointsSpent, true) })}
                </p>
              )}
            </div>
            {isSale &&
              (isOpen ? (
                <ButtonLink
                  size="sm"
                  href={returnHref(purchase.purchaseId)}
                  aria-label={t("returnOf", { receipt: purchase.externalId })}
                >
                  {t("doReturn")}
                </ButtonLink>
              ) : (
                <Button size="sm" disabledReason={t("nothingLeft")}>
                  {t("doReturn")}
                </Button>
              ))}
          </li>
        );
      })}
    </ul>
  );
}
