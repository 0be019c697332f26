import { RepairSheetView } from "@/app/[shop]/_parts/repairs/sheet-view";
import { callerFor } from "@/server/trpc/caller";

interface Props {
  params: Promise<{ shop: string; repair: string }>;
}

export default async function Page({ params }: Props) {
  const { shop, repair } = await params;
  const { api, context } = await callerFor(shop);
  const base = `/${shop}/staff`;
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
