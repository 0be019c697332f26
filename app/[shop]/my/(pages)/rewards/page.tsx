import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { memberCaller } from "../member-gate";
import { RewardsView } from "./rewards-view";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ done?: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("rewards.my"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const [{ shop: slug }, { done }] = await Promise.all([params, searchParams]);
  const { api, base, shop } = await memberCaller(slug, "/rewards");
  return <RewardsView {...{ slug, api, base }} timeZone={shop.timeZone} done={done ?? null} />;
}
