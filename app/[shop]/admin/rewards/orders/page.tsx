import { getTranslations } from "next-intl/server";
import { OrdersView } from "@/app/[shop]/_parts/rewards/orders-view";
import { NoPermission } from "@/components/admin/no-permission";
import { canHandleRewards } from "@/server/rewards/access";
import { adminCaller } from "../../_parts/admin-gate";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("rewards.desk"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const query = await searchParams;
  const { api, base, staff } = await adminCaller((await params).shop, "/rewards/orders", query);
  const t = await getTranslations("rewards");
  if (canHandleRewards(staff)) return <NoPermission title={t("desk.title")} reason={t("errors.role")} />;
  return <OrdersView api={api} path={`${base}/rewards/orders`} query={query} />;
}
