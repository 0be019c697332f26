import { SlipView } from "@/app/[shop]/_parts/repairs/slip-view";
import { callerFor } from "@/server/trpc/caller";

interface Props {
  params: Promise<{ shop: string; repair: string }>;
}

export default async function Page({ params }: Props) {
  const { shop, repair } = await params;
  const { api } = await callerFor(shop);
  return <SlipView api={api} repairId={repair} boardHref={`/${shop}/staff/repairs`} />;
}
