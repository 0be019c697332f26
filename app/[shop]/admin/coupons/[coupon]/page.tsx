import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { isUuid } from "@/server/kernel/ids";
import { adminCaller } from "../../_parts/admin-gate";
import { CouponView } from "../_parts/coupon-view";

interface Props {
  params: Promise<{ shop: string; coupon: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("coupons.admin"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const { shop, coupon } = await params;
  if (!isUuid(coupon)) notFound();
  const query = await searchParams;
  const caller = await adminCaller(shop, `/coupons/${coupon}`, query);
  return <CouponView {...caller} slug={shop} couponId={coupon} query={query} />;
}
