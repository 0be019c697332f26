import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { adminCaller } from "../../_parts/admin-gate";
import { PosterView } from "../_parts/poster-view";

interface Props {
  params: Promise<{ shop: string; store: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("visits.desk"))("poster") });

/** The poster of one store, as it is printed. */
export default async function Page({ params }: Props) {
  const { shop: slug, store: storeId } = await params;
  const { api, base, shop } = await adminCaller(slug, `/check-in/${storeId}`);
  const store = (await api.visits.desk()).stores.find((one) => one.storeId === storeId);
  if (!store?.address) notFound();
  return <PosterView {...{ base, store }} address={store.address} shopName={shop.name} />;
}
