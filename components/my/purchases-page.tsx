import { ReceiptText } from "lucide-react";
import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { PurchaseList, type PurchaseView } from "./purchase-list";

interface Props {
  base: string;
  purchases: readonly PurchaseView[];
  olderHref: string | null;
  isFirstPage: boolean;
}

/** Everything a member bought and brought back, a page at a time. */
export function PurchasesPage({ base, purchases, olderHref, isFirstPage }: Props) {
  const t = useTranslations("my.purchases");
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={!isFirstPage && <TextLink href={`${base}/purchases`}>{t("newest")}</TextLink>}
      />
      {purchases.length === 0 ? (
        <Card flush>
          <EmptyState icon={<ReceiptText />} title={t("none")} description={t("noneHint")} />
        </Card>
      ) : (
        <PurchaseList purchases={purchases} baseHref={`${base}/purchases`} />
      )}
      {olderHref && (
        <p className="mt-4 text-center text-sm">
          <TextLink href={olderHref}>{t("older")}</TextLink>
        </p>
      )}
    </>
  );
}
