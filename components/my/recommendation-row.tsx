import { useTranslations } from "next-intl";
import Link from "next/link";
import { useFormats } from "@/components/format/use-formats";
import { ProductPicture } from "./product-picture";

export interface RecommendationView {
  productId: string;
  name: string;
  brand: string | null;
  imageUrl: string | null;
  priceYen: number | null;
  reason: { code: "bought_together" | "popular"; anchorName: string | null };
}

/** Items side by side; on a phone they scroll. Each says why it is here. */
export function RecommendationRow({
  items,
  label,
  base,
}: {
  items: readonly RecommendationView[];
  label: string;
  base: string;
}) {
  const t = useTranslations("my");
  const formats = useFormats();
  const reasonOf = ({ reason }: RecommendationView) =>
    reason.code === "bought_together" && reason.anchorName
      ? t("recommend.bought_together", { product: reason.anchorName })
      : t("recommend.popular");
  return (
    <ul
      aria-label={label}
      className="-mx-4 flex snap-x scroll-px-4 gap-3 overflow-x-auto px-4 pb-2 sm:mx-0 sm:grid sm:grid-cols-3 sm:overflow-visible sm:px-0"
    >
      {items.map((item) => (
        <li key={item.productId} className="w-40 shrink-0 snap-start sm:w-auto">
          <Link href={`${base}/recommendations?product=${item.productId}`} className="flex flex-col gap-1.5 rounded-lg">
            <ProductPicture url={item.imageUrl} className="aspect-square w-full" />
            {item.brand && <p className="text-2xs text-ink-3">{item.brand}</p>}
            <p className="line-clamp-2 text-sm leading-snug">{item.name}</p>
            {item.priceYen !== null && (
              <p className="tabular text-sm font-semibold">{t("price", { price: formats.yen(item.priceYen) })}</p>
            )}
            <p className="line-clamp-2 text-2xs text-ink-3">{reasonOf(item)}</p>
          </Link>
        </li>
      ))}
    </ul>
  );
}
