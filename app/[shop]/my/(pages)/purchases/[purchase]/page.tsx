import { PurchasePage } from "@/components/my/purchase-page";
import { orNotFound } from "@/app/or-not-found";
import { memberCaller } from "../../member-gate";

interface Props {
  params: Promise<{ shop: string; purchase: string }>;
}

export default async function Page({ params }: Props) {
  const { shop, purchase } = await params;
  const { api, base } = await memberCaller(shop, `/purchases/${purchase}`);
  const found = await orNotFound(api.purchases.byId({ purchaseId: purchase }));
  return <PurchasePage purchase={found} backHref={`${base}/purchases`} />;
}
