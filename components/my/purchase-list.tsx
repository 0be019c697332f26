import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { Money, Points } from "@/components/format/amount";
import { DateTime } from "@/components/format/date-time";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { EarnedPart } from "@/components/earning/earned-parts";
import { ProductPicture } from "./product-picture";

export interface PurchaseView {
  purchaseId: string;
  kind: string;
  externalId: string;
  storeName: string | null;
  occurredAt: Date;
  totalYen: number;
  pointsEarned: number;
  pointsSpent: number;
  discountYen: number;
  why: readonly EarnedPart[];
  lines: {
    lineId: string;
    productId: string | null;
    name: string;
    imageUrl: string | null;
    quantity: number;
    unitPriceYen: number;
    amountYen: number;
    returnedQuantity: number;
  }[];
}

/** Sales and returns, newest first, each a link to its receipt. */
export function PurchaseList({ purchases, baseHref }: { purchases: readonly PurchaseView[]; baseHref: string }) {
  const t = useTranslations("my.purchases");
  const titleOf = ({ lines }: PurchaseView) => {
    const first = lines[0]?.name || t("unknownProduct");
    return lines.length > 1 ? t("items", { first, count: lines.length - 1 }) : first;
  };
  return (
    <Card flush>
      <ul className="divide-y divide-line">
        {purchases.map((purchase) => (
          <li key={purchase.purchaseId}>
            <Link
              href={`${baseHref}/${purchase.purchaseId}`}
              className="flex items-center gap-3 p-3 transition-colors hover:bg-hover focus-visible:-outline-offset-2 sm:p-4"
            >
              <ProductPicture url={purchase.lines[0]?.imageUrl ?? null} className="size-14" />
              <span className="grid min-w-0 flex-1 gap-0.5">
                <span className="line-clamp-2 text-sm leading-snug font-medium">{titleOf(purchase)}</span>
                <span className="flex flex-wrap items-center gap-x-2 text-xs text-ink-3">
                  {purchase.kind === "return" && <Badge tone="info">{t("return")}</Badge>}
                  <DateTime value={purchase.occurredAt} form="dateShort" />
                  {purchase.storeName && <span>{purchase.storeName}</span>}
                </span>
              </span>
              <span className="grid shrink-0 justify-items-end gap-0.5">
                <Money value={purchase.totalYen} className="text-sm font-semibold" />
                {purchase.pointsEarned !== 0 && (
                  <Points value={purchase.pointsEarned} signed short className="text-xs text-ink-3" />
                )}
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
