import { getTranslations } from "next-intl/server";
import { adminCaller } from "../_parts/admin-gate";
import { VisitsView } from "./_parts/visits-view";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("visits.desk"))("title") });

export default async function Page({ params }: Props) {
  const { api, base } = await adminCaller((await params).shop, "/check-in");
  return <VisitsView api={api} base={base} />;
}
