import { useTranslations } from "next-intl";
import { Money } from "@/components/format/amount";
import { ProductPicture } from "./product-picture";

export type CounterOffer = {
  productId: string;
  name: string;
  imageUrl: string | null;
  priceYen: number | null;
  /** The product it goes with; null where it is simply liked by many. */
  because: string | null;
};

/** What to offer this person next, and the sentence to say with it. */
export function OfferList({ offers }: { offers: readonly CounterOffer[] }) {
  const t = useTranslations("staff.offers");
  return (
    <ul className="divide-y divide-line">
      {offers.map((offer) => (
        <li key={offer.productId} className="flex items-center gap-3 px-4 py-3">
          <ProductPicture src={offer.imageUrl} />
          <div className="min-w-0 flex-1">
            <p className="line-clamp-2 text-sm font-medium">{offer.name}</p>
            <p className="truncate text-xs text-ink-3">
              {offer.because ? t("because", { product: offer.because }) : t("popular")}
            </p>
          </div>
          {offer.priceYen !== null && <Money value={offer.priceYen} className="text-sm" />}
        </li>
      ))}
    </ul>
  );
}
