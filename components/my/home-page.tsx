import { QrCode } from "lucide-react";
import { useTranslations } from "next-intl";
import type { NameParts } from "@/components/format/person-name";
import { Card, Section } from "@/components/ui/card";
import { ButtonLink } from "@/components/ui/button-link";
import { TextLink } from "@/components/ui/text-link";
import { PointsCard, type WalletView } from "./points-card";
import { PurchaseList, type PurchaseView } from "./purchase-list";
import { RecommendationRow, type RecommendationView } from "./recommendation-row";
import { WarrantyList, type WarrantyView } from "./warranty-list";

interface Props {
  base: string;
  name: NameParts;
  wallet: WalletView;
  endingSoon: readonly WarrantyView[];
  purchases: readonly PurchaseView[];
  items: readonly RecommendationView[];
}

/** The first thing a member sees: points and card, then what needs attention, then what is new. */
export function HomePage({ base, name, wallet, endingSoon, purchases, items }: Props) {
  const t = useTranslations("my.home");
  const common = useTranslations("common");
  const called = [name.familyName, name.givenName].filter(Boolean).join(" ");
  const forYou = called ? t("forYou", { name: called }) : t("forYouNameless");
  const seeAll = (href: string) => <TextLink href={href}>{common("seeAll")}</TextLink>;
  return (
    <div className="grid gap-8">
      <div className="grid gap-4">
        <h1 className="text-xl">{called ? t("greeting", { name: called }) : t("greetingNameless")}</h1>
        <PointsCard wallet={wallet} historyHref={`${base}/points`} />
        <ButtonLink href={`${base}/card`} variant="primary" block icon={<QrCode aria-hidden />}>
          {t("showCard")}
        </ButtonLink>
      </div>
      <Section title={t("warranties")} actions={seeAll(`${base}/warranties`)}>
        {endingSoon.length > 0 ? (
          <WarrantyList warranties={endingSoon} baseHref={`${base}/warranties`} />
        ) : (
          <Card className="text-sm text-ink-3">{t("warrantiesNone")}</Card>
        )}
      </Section>
      {items.length > 0 && (
        <Section title={forYou}>
          <RecommendationRow items={items} label={forYou} base={base} />
        </Section>
      )}
      <Section title={t("purchases")} actions={seeAll(`${base}/purchases`)}>
        {purchases.length > 0 ? (
          <PurchaseList purchases={purchases} baseHref={`${base}/purchases`} />
        ) : (
          <Card className="text-sm text-ink-3">{t("purchasesNone")}</Card>
        )}
      </Section>
    </div>
  );
}
