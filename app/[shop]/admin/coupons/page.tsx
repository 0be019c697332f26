import { getTranslations } from "next-intl/server";
import { adminCaller } from "../_parts/admin-gate";
import { CouponList } from "./_parts/coupon-list";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("coupons"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const query = await searchParams;
  const { api, base, staff } = await adminCaller((await params).shop, "/coupons", query);
  return <CouponList api={api} base={base} staff={staff} query={query} />;
}
