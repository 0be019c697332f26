import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PurchasesPage } from "@/components/my/purchases-page";
import { memberCaller } from "../../member-gate";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ cursor?: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("my.purchases"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const { api, base } = await memberCaller((await params).shop, "/purchases");
  const { cursor } = await searchParams;
  const page = await api.purchases.list({ cursor });
  const olderHref = page.cursor === null ? null : `${base}/purchases?cursor=${encodeURIComponent(page.cursor)}`;
  return <PurchasesPage base={base} purchases={page.rows} olderHref={olderHref} isFirstPage={cursor === undefined} />;
}
