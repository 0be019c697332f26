import { getTranslations } from "next-intl/server";
import { adminCaller } from "../_parts/admin-gate";
import { RewardsView } from "./_parts/rewards-view";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("rewards.admin"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const query = await searchParams;
  const { api, base, staff } = await adminCaller((await params).shop, "/rewards", query);
  return <RewardsView api={api} base={base} staff={staff} query={query} />;
}
