import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useFormats } from "@/components/format/use-formats";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { ProductPicture } from "./product-picture";

export interface WarrantyView {
  warrantyId: string;
  productName: string;
  brand: string | null;
  imageUrl: string | null;
  endsOn: string;
  daysLeft: number;
  state: "active" | "ended" | "voided";
}

/** Within this many days of its end a warranty is worth a warning. */
export const soonDays = 60;

export function WarrantyBadge({ warranty }: { warranty: Pick<WarrantyView, "state" | "daysLeft"> }) {
  const t = useTranslations("my.warranties");
  if (warranty.state === "voided") return <Badge>{t("voided")}</Badge>;
  if (warranty.state === "ended") return <Badge>{t("ended")}</Badge>;
  if (warranty.daysLeft === 0) return <Badge tone="danger">{t("lastDay")}</Badge>;
  if (warranty.daysLeft <= soonDays) return <Badge tone="warn">{t("soon", { days: warranty.daysLeft })}</Badge>;
  return <Badge tone="ok">{t("active")}</Badge>;
}

/** Products under warranty, each a link to its page. */
export function WarrantyList({ warranties, baseHref }: { warranties: readonly WarrantyView[]; baseHref: string }) {
  const t = useTranslations("my.warranties");
  const formats = useFormats();
  return (
    <Card flush>
      <ul className="divide-y divide-line">
        {warranties.map((warranty) => (
          <li key={warranty.warrantyId}>
            <Link
              href={`${baseHref}/${warranty.warrantyId}`}
              className="flex items-center gap-3 p-3 transition-colors hover:bg-hover focus-visible:-outline-offset-2 sm:p-4"
            >
              <ProductPicture url={warranty.imageUrl} className="size-14" />
              <span className="grid min-w-0 flex-1 gap-1">
                <span className="line-clamp-2 text-sm leading-snug font-medium">{warranty.productName}</span>
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-3">
                  <WarrantyBadge warranty={warranty} />
                  {t("until", { day: formats.date(warranty.endsOn) })}
                </span>
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
