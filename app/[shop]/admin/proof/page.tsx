import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProofPage } from "@/components/admin/proof-page";
import { adminCaller } from "../_parts/admin-gate";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("points.proof"))("title"),
});

export default async function Page({ params }: Props) {
  const { api, base, context } = await adminCaller((await params).shop, "/proof");
  return <ProofPage base={base} lines={await api.points.proof()} at={context.now} />;
}
