import { FileText, Wrench } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { Card, Section } from "@/components/ui/card";
import { ButtonLink } from "@/components/ui/button-link";
import { DescriptionList } from "@/components/ui/description-list";
import { Notice } from "@/components/ui/notice";
import { PointsCard, type WalletView } from "./points-card";
import { ProductPicture } from "./product-picture";
import { RecommendationRow, type RecommendationView } from "./recommendation-row";
import { WarrantyBadge, type WarrantyView } from "./warranty-list";

interface Props {
  base: string;
  warranty: WarrantyView;
  wallet: WalletView;
  items: readonly RecommendationView[];
  shop: { name: string; contactUrl: string };
  /** Where the list is; null for whoever came by a mail's link and has not signed in. */
  backHref: string | null;
  signInHref: string;
}

/** One product under warranty: where a warranty mail leads. Shows nothing a forwarded mail must not show. */
export function WarrantyPage({ base, warranty, wallet, items, shop, backHref, signInHref }: Props) {
  const t = useTranslations("my");
  const papers = useTranslations("papers.warranty");
  const formats = useFormats();
  const facts = [
    { key: "ends", term: t("warranties.endsOn"), value: formats.date(warranty.endsOn) },
    { key: "brand", term: t("warranties.brand"), value: warranty.brand },
  ];
  return (
    <>
      <PageHeader
        title={warranty.productName}
        back={backHref ? { href: backHref, label: t("warranties.back") } : undefined}
        badge={<WarrantyBadge warranty={warranty} />}
      />
      <div className="grid gap-6">
        <Card className="grid gap-4 sm:grid-cols-[10rem_1fr] sm:items-center">
          <ProductPicture url={warranty.imageUrl} className="mx-auto aspect-square w-40" />
          <DescriptionList items={facts} />
        </Card>
        {backHref && (
          <div className="grid gap-2 sm:grid-cols-2">
            <ButtonLink href={`${base}/warranties/${warranty.warrantyId}/certificate`} block>
              <FileText aria-hidden />
              {papers("show")}
            </ButtonLink>
            <ButtonLink href={`${base}/repairs/new?warranty=${warranty.warrantyId}`} block>
              <Wrench aria-hidden />
              {t("warranties.askRepair")}
            </ButtonLink>
          </div>
        )}
        <Notice
          tone="info"
          title={t("warranties.contact")}
          actions={
            <a href={shop.contactUrl} rel="noopener" className="text-sm text-brand-text underline underline-offset-4">
              {t("footer.contact")}
            </a>
          }
        >
          {t("warranties.contactHint", { shop: shop.name })}
        </Notice>
        {!backHref && (
          <Card className="grid gap-3">
            <p className="text-sm">{t("warranties.signInForMore")}</p>
            <ButtonLink href={signInHref} variant="primary" block>
              {t("signIn")}
            </ButtonLink>
            <ButtonLink href={`${base}/repairs/new?warranty=${warranty.warrantyId}`} block>
              <Wrench aria-hidden />
              {t("warranties.askRepair")}
            </ButtonLink>
          </Card>
        )}
        <PointsCard wallet={wallet} />
        {items.length > 0 && (
          <Section title={t("warranties.alsoForYou")}>
            <RecommendationRow items={items} label={t("warranties.alsoForYou")} base={base} />
          </Section>
        )}
      </div>
    </>
  );
}
