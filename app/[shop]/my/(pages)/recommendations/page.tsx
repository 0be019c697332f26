import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { RecommendationsPage } from "@/components/my/recommendations-page";
import { callerFor } from "@/server/trpc/caller";
import { signInAddress } from "../member-gate";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ product?: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("my.recommendations"))("title"),
});

// Open to whoever followed a mail's link, too: it shows goods, as a shop window does, and nothing of the person.
export default async function Page({ params, searchParams }: Props) {
  const { shop: slug } = await params;
  const { product } = await searchParams;
  const { api, context } = await callerFor(slug);
  if (!(await context.member()) && !(await context.link())) redirect(signInAddress(slug, "/recommendations"));
  const [items, chosen] = await Promise.all([
    api.insights.forMe(),
    product ? orNotFound(api.catalog.show({ productId: product })) : null,
  ]);
  return <RecommendationsPage base={`/${slug}/my`} items={items} chosen={chosen} />;
}
