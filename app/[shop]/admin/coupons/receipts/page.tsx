import { getTranslations } from "next-intl/server";
import { adminCaller } from "../../_parts/admin-gate";
import { ReceiptsView } from "./_parts/receipts-view";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("coupons.receipt"))("title") });

export default async function Page({ params }: Props) {
  const { api, base, shop, staff } = await adminCaller((await params).shop, "/coupons/receipts");
  return <ReceiptsView api={api} base={base} timeZone={shop.timeZone} staff={staff} />;
}
