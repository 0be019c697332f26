import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { isUuid } from "@/server/kernel/ids";
import { canAct, canWatch } from "@/server/watch/access";
import { adminCaller } from "../../_parts/admin-gate";
import { FindingDetail } from "./finding-detail";

interface Props {
  params: Promise<{ shop: string; finding: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("watch.watch"))("title") });

export default async function Page({ params }: Props) {
  const { shop, finding: findingId } = await params;
  const { api, base, staff } = await adminCaller(shop, `/watch/${findingId}`);
  if (canWatch(staff) || !isUuid(findingId)) notFound();
  return (
    <FindingDetail
      base={base}
      finding={await orNotFound(api.watch.finding({ findingId }))}
      mayAct={canAct(staff) === null}
    />
  );
}
