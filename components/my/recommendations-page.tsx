import { Gift } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ProductPicture } from "./product-picture";
import { RecommendationRow, type RecommendationView } from "./recommendation-row";

interface Props {
  base: string;
  items: readonly RecommendationView[];
  /** The product that was pressed, in a mail or in a row. */
  chosen: {
    productId: string;
    name: string;
    brand: string | null;
    priceYen: number | null;
    imageUrl: string | null;
    description: string | null;
  } | null;
}

/** What is picked for this person; the product that was pressed stands large above the rest. */
export function RecommendationsPage({ base, items, chosen }: Props) {
  const t = useTranslations("my");
  const formats = useFormats();
  const others = items.filter((item) => item.productId !== chosen?.productId);
  return (
    <div className="grid gap-8">
      {chosen ? (
        <div>
          <PageHeader
            title={chosen.name}
            description={chosen.brand}
            back={{ href: `${base}/recommendations`, label: t("recommendations.title") }}
          />
          <Card className="grid gap-4">
            <ProductPicture url={chosen.imageUrl} className="mx-auto aspect-square w-full max-w-64" />
            {chosen.priceYen !== null && (
              <p className="tabular text-center text-2xl font-semibold">
                {t("price", { price: formats.yen(chosen.priceYen) })}
              </p>
            )}
            {chosen.description && <p className="text-sm whitespace-pre-line">{chosen.description}</p>}
            <p className="text-center text-sm text-ink-3">{t("recommendations.atStore")}</p>
          </Card>
        </div>
      ) : (
        <h1 className="text-2xl tracking-tight">{t("recommendations.title")}</h1>
      )}
      {others.length > 0 && (
        <Section title={chosen ? t("recommendations.others") : t("recommendations.picked")}>
          <RecommendationRow items={others} label={t("recommendations.picked")} base={base} />
        </Section>
      )}
      {!chosen && others.length === 0 && (
        <Card flush>
          <EmptyState icon={<Gift />} title={t("recommendations.none")} description={t("recommendations.noneHint")} />
        </Card>
      )}
    </div>
  );
}
