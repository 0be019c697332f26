import { useTranslations } from "next-intl";
import { DateTime } from "@/components/format/date-time";
import { Badge } from "@/components/ui/badge";
import { ProductPicture } from "./product-picture";

export type EndingWarranty = {
  warrantyId: string;
  productName: string;
  imageUrl: string | null;
  endsOn: string;
  daysLeft: number;
};

/** Warranties that end soon: what there is to say while the person is here. */
export function WarrantyList({ warranties }: { warranties: readonly EndingWarranty[] }) {
  const t = useTranslations("staff.warranty");
  return (
    <ul className="divide-y divide-line">
      {warranties.map((warranty) => (
        <li key={warranty.warrantyId} className="flex items-center gap-3 px-4 py-3">
          <ProductPicture src={warranty.imageUrl} />
          <div className="min-w-0 flex-1">
            <p className="line-clamp-2 text-sm font-medium">{warranty.productName}</p>
            <p className="text-xs text-ink-3">
              {t("until")} <DateTime value={warranty.endsOn} />
            </p>
          </div>
          <Badge tone={warranty.daysLeft <= 14 ? "danger" : "warn"}>{t("daysLeft", { days: warranty.daysLeft })}</Badge>
        </li>
      ))}
    </ul>
  );
}
