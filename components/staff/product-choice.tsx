import { useTranslations } from "next-intl";
import { Money } from "@/components/format/amount";
import { ProductPicture } from "./product-picture";

export type ProductFound = {
  productId: string;
  externalId: string;
  name: string;
  imageUrl: string | null;
  priceYen: number | null;
};

type Props = { products: readonly ProductFound[]; onChoose: (product: ProductFound) => void };

/** Products that a searched word may have meant; one press adds one. */
export function ProductChoice({ products, onChoose }: Props) {
  const t = useTranslations("staff.sale");
  return (
    <ul aria-label={t("choices")} className="divide-y divide-line">
      {products.map((product) => (
        <li key={product.productId}>
          <button
            type="button"
            onClick={() => onChoose(product)}
            className="flex min-h-16 w-full items-center gap-3 px-4 py-2 text-start transition-colors hover:bg-hover focus-visible:-outline-offset-2"
          >
            <ProductPicture src={product.imageUrl} />
            <span className="grid min-w-0 flex-1">
              <span className="line-clamp-2 text-sm font-medium">{product.name}</span>
              <span className="tabular text-xs text-ink-3">{product.externalId}</span>
            </span>
            {product.priceYen !== null && <Money value={product.priceYen} />}
          </button>
        </li>
      ))}
    </ul>
  );
}
