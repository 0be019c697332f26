import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { paperHref } from "@/app/[shop]/my/paper-href";
import { PurchasePage } from "@/components/my/purchase-page";
import { memberCaller } from "../../member-gate";

interface Props {
  params: Promise<{ shop: string; purchase: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("papers.receipt"))("title"),
});

export default async function Page({ params }: Props) {
  const { shop: slug, purchase } = await params;
  const { api, base, shop, context } = await memberCaller(slug, `/purchases/${purchase}`);
  const found = await orNotFound(api.purchases.byId({ purchaseId: purchase }));
  const me = await api.members.me();
  return (
    <PurchasePage
      purchase={found}
      backHref={`${base}/purchases`}
      shop={shop}
      memberNo={me.memberNo}
      personName={[me.familyName, me.givenName].filter(Boolean).join(" ") || null}
      paper={await paperHref(context, "receipt", purchase)}
    />
  );
}
