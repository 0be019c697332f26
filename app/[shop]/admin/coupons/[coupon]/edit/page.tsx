import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { NoPermission } from "@/components/admin/no-permission";
import { PageHeader } from "@/components/layout/page-header";
import { canEditCoupons } from "@/server/coupons/access";
import { isUuid } from "@/server/kernel/ids";
import { adminCaller } from "../../../_parts/admin-gate";
import { CouponEditor } from "../../_parts/coupon-editor";

interface Props {
  params: Promise<{ shop: string; coupon: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("coupons.editor"))("editTitle") });

export default async function Page({ params }: Props) {
  const { shop, coupon: couponId } = await params;
  if (!isUuid(couponId)) notFound();
  const { api, base, staff } = await adminCaller(shop, `/coupons/${couponId}/edit`);
  if (canEditCoupons(staff))
    return (
      <NoPermission
        title={(await getTranslations("coupons.editor"))("editTitle")}
        reason={(await getTranslations("coupons.errors"))("role")}
      />
    );
  const [t, one] = [await getTranslations("coupons.editor"), await orNotFound(api.coupons.byId({ couponId }))];
  return (
    <>
      <PageHeader title={t("editTitle")} back={{ href: `${base}/coupons/${couponId}`, label: one.name }} />
      <CouponEditor base={base} coupon={one} names={one.names} />
    </>
  );
}
