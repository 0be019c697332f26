import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { canSeeReplay } from "@/server/replay/access";
import { adminCaller } from "../../../_parts/admin-gate";
import { WhatIfResult } from "../../_parts/what-if-result";

interface Props {
  params: Promise<{ shop: string; run: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("earning.whatIf"))("title") });

export default async function Page({ params }: Props) {
  const { shop, run: runId } = await params;
  const { api, base, staff } = await adminCaller(shop, `/points/what-if/${runId}`);
  if (canSeeReplay(staff)) notFound();
  const run = await orNotFound(api.replay.byId({ runId }));
  return <WhatIfResult run={run} base={base} />;
}
