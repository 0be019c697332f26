import { getTranslations } from "next-intl/server";
import { RepairSheetView } from "@/app/[shop]/_parts/repairs/sheet-view";
import { PersonsHidden } from "@/components/admin/persons-hidden";
import { canReadRepairs } from "@/server/repairs/access";
import { adminCaller } from "../../_parts/admin-gate";

interface Props {
  params: Promise<{ shop: string; repair: string }>;
}

export default async function Page({ params }: Props) {
  const { shop, repair } = await params;
  const { api, base, staff, context } = await adminCaller(shop, `/repairs/${repair}`);
  if (canReadRepairs(staff)) return <PersonsHidden title={(await getTranslations("repairs.board"))("title")} />;
  return (
    <RepairSheetView
      {...{ api, shop }}
      repairId={repair}
      boardHref={`${base}/repairs`}
      membersHref={`${base}/members`}
      now={context.now}
    />
  );
}
