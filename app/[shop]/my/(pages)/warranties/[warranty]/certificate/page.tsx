import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { actingAt } from "@/app/[shop]/my/(auth)/acting";
import { paperHref } from "@/app/[shop]/my/paper-href";
import { orNotFound } from "@/app/or-not-found";
import { CertificatePage } from "@/components/my/certificate-page";
import { memberCaller } from "../../../member-gate";
import { certificateFacts } from "./facts";

interface Props {
  params: Promise<{ shop: string; warranty: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("papers.warranty"))("title"),
});

export default async function Page({ params }: Props) {
  const { shop: slug, warranty } = await params;
  const { api, base, shop, context } = await memberCaller(slug, `/warranties/${warranty}/certificate`);
  await orNotFound(api.warranties.byId({ warrantyId: warranty }));
  const me = await api.members.me();
  return (
    <CertificatePage
      facts={await certificateFacts(await actingAt(slug), me, warranty)}
      backHref={`${base}/warranties/${warranty}`}
      shop={shop}
      paper={await paperHref(context, "warranty", warranty)}
    />
  );
}
