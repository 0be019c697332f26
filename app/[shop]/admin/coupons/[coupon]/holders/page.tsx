import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NoPermission } from "@/components/admin/no-permission";
import { canHandleCoupons } from "@/server/coupons/access";
import { isUuid } from "@/server/kernel/ids";
import { adminCaller } from "../../../_parts/admin-gate";
import { HoldersView } from "../../_parts/holders-view";

interface Props {
  params: Promise<{ shop: string; coupon: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("coupons.holders"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const [{ shop, coupon: couponId }, query] = await Promise.all([params, searchParams]);
  if (!isUuid(couponId)) notFound();
  const { api, base, staff } = await adminCaller(shop, `/coupons/${couponId}/holders`, query);
  const t = await getTranslations("coupons");
  if (canHandleCoupons(staff)) return <NoPermission title={t("holders.title")} reason={t("errors.role")} />;
  return <HoldersView api={api} base={base} staff={staff} couponId={couponId} query={query} />;
}
