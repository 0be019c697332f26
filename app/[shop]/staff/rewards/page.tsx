import { getTranslations } from "next-intl/server";
import { OrdersView } from "@/app/[shop]/_parts/rewards/orders-view";
import { callerFor } from "@/server/trpc/caller";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("rewards.desk"))("title") });

/** What members exchanged their points for, to be handed over. */
export default async function Page({ params, searchParams }: Props) {
  const { shop } = await params;
  const { api } = await callerFor(shop);
  return <OrdersView api={api} path={`/${shop}/staff/rewards`} query={await searchParams} />;
}
