import { getTranslations } from "next-intl/server";
import { NoPermission } from "@/components/admin/no-permission";
import { PageHeader } from "@/components/layout/page-header";
import { canEditCoupons } from "@/server/coupons/access";
import { adminCaller } from "../../../_parts/admin-gate";
import { ReceiptEditor } from "../_parts/receipt-editor";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("coupons.receipt"))("newTitle") });

export default async function Page({ params }: Props) {
  const { base, staff } = await adminCaller((await params).shop, "/coupons/receipts/new");
  const t = await getTranslations("coupons");
  if (canEditCoupons(staff)) return <NoPermission title={t("receipt.newTitle")} reason={t("errors.role")} />;
  return (
    <>
      <PageHeader
        back={{ href: `${base}/coupons/receipts`, label: t("receipt.title") }}
        title={t("receipt.newTitle")}
      />
      <ReceiptEditor base={base} rule={null} />
    </>
  );
}
