import { getTranslations } from "next-intl/server";
import { NoPermission } from "@/components/admin/no-permission";
import { PageHeader } from "@/components/layout/page-header";
import { canEditCoupons } from "@/server/coupons/access";
import { adminCaller } from "../../_parts/admin-gate";
import { CouponEditor } from "../_parts/coupon-editor";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("coupons.editor"))("newTitle") });

export default async function Page({ params }: Props) {
  const { base, staff } = await adminCaller((await params).shop, "/coupons/new");
  const [t, all] = [await getTranslations("coupons.editor"), await getTranslations("coupons")];
  if (canEditCoupons(staff)) return <NoPermission title={t("newTitle")} reason={all("errors.role")} />;
  return (
    <>
      <PageHeader title={t("newTitle")} back={{ href: `${base}/coupons`, label: all("admin.title") }} />
      <CouponEditor base={base} coupon={null} names={{}} />
    </>
  );
}
