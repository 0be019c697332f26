import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { isInLine, outsideLine } from "@/app/[shop]/my/in-line";
import { DataPage } from "@/components/my/data-page";
import { memberCaller } from "../../member-gate";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("account.data"))("title"),
});

export default async function Page({ params }: Props) {
  const { base } = await memberCaller((await params).shop, "/account/data");
  return <DataPage base={base} outsideHref={(await isInLine()) ? outsideLine(`${base}/account/data`) : null} />;
}
