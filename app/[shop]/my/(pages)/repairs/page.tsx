import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MyRepairsPage } from "@/components/repairs/my-repairs-page";
import { memberCaller } from "../member-gate";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("repairs.mine"))("title"),
});

export default async function Page({ params }: Props) {
  const { api, base } = await memberCaller((await params).shop, "/repairs");
  return <MyRepairsPage base={base} repairs={await api.repairs.mine()} />;
}
