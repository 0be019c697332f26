import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WarrantiesPage } from "@/components/my/warranties-page";
import { memberCaller } from "../../member-gate";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("my.warranties"))("title"),
});

export default async function Page({ params }: Props) {
  const { api, base } = await memberCaller((await params).shop, "/warranties");
  return <WarrantiesPage base={base} warranties={await api.warranties.list()} />;
}
