import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { canSeeReplay } from "@/server/replay/access";
import { adminCaller } from "../../_parts/admin-gate";
import { WhatIf } from "../_parts/what-if";

interface Props {
  params: Promise<{ shop: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("earning.whatIf"))("title") });

export default async function Page({ params }: Props) {
  const { api, base, staff } = await adminCaller((await params).shop, "/points/what-if");
  if (canSeeReplay(staff)) notFound();
  const [runs, desk] = await Promise.all([api.replay.list(), api.earning.desk()]);
  return <WhatIf runs={runs} today={desk.today} base={`${base}/points`} hasDraft={desk.draft.revision > 0} />;
}
