import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { NoPermission } from "@/components/admin/no-permission";
import { PageHeader } from "@/components/layout/page-header";
import { canEditCoupons } from "@/server/coupons/access";
import { isUuid } from "@/server/kernel/ids";
import { adminCaller } from "../../../_parts/admin-gate";
import { ReceiptEditor } from "../_parts/receipt-editor";

interface Props {
  params: Promise<{ shop: string; rule: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("coupons.receipt"))("editTitle") });

export default async function Page({ params }: Props) {
  const { shop, rule: receiptCouponId } = await params;
  if (!isUuid(receiptCouponId)) notFound();
  const { api, base, staff } = await adminCaller(shop, `/coupons/receipts/${receiptCouponId}`);
  const t = await getTranslations("coupons");
  if (canEditCoupons(staff)) return <NoPermission title={t("receipt.editTitle")} reason={t("errors.role")} />;
  const rule = await orNotFound(api.receiptCoupons.byId({ receiptCouponId }));
  return (
    <>
      <PageHeader
        back={{ href: `${base}/coupons/receipts`, label: t("receipt.title") }}
        title={t("receipt.editTitle")}
        description={rule.name}
      />
      <ReceiptEditor key={rule.revision} base={base} rule={rule} />
    </>
  );
}
