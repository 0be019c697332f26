import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { WarrantyPage } from "@/components/my/warranty-page";
import { callerFor } from "@/server/trpc/caller";
import { signInAddress } from "../../member-gate";

interface Props {
  params: Promise<{ shop: string; warranty: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("my.warranties"))("title") });

// Open to whoever followed a mail's signed link, too: the procedures it calls give out only what a forwarded mail may show.
export default async function Page({ params }: Props) {
  const { shop: slug, warranty } = await params;
  const { api, shop, context } = await callerFor(slug);
  const isSignedIn = (await context.member()) !== null;
  const signInHref = signInAddress(slug, `/warranties/${warranty}`);
  if (!isSignedIn && !(await context.link())) redirect(signInHref);
  const found = await orNotFound(api.warranties.byId({ warrantyId: warranty }));
  const [wallet, items] = await Promise.all([api.points.mine(), api.insights.forMe()]);
  const backHref = isSignedIn ? `/${slug}/my/warranties` : null;
  return <WarrantyPage base={`/${slug}/my`} warranty={found} {...{ wallet, items, shop, backHref, signInHref }} />;
}
