import { getTranslations } from "next-intl/server";
import { SlipView } from "@/app/[shop]/_parts/repairs/slip-view";
import { PersonsHidden } from "@/components/admin/persons-hidden";
import { canReadRepairs } from "@/server/repairs/access";
import { adminCaller } from "../../../_parts/admin-gate";

interface Props {
  params: Promise<{ shop: string; repair: string }>;
}

export default async function Page({ params }: Props) {
  const { shop, repair } = await params;
  const { api, base, staff } = await adminCaller(shop, `/repairs/${repair}/slip`);
  if (canReadRepairs(staff)) return <PersonsHidden title={(await getTranslations("repairs.board"))("title")} />;
  return <SlipView api={api} repairId={repair} boardHref={`${base}/repairs`} />;
}
