import { notFound } from "next/navigation";
import { isUuid } from "@/server/kernel/ids";
import { memberCaller } from "../../member-gate";
import { HeldView } from "../held-view";

interface Props {
  params: Promise<{ shop: string; held: string }>;
}

export default async function Page({ params }: Props) {
  const { shop, held } = await params;
  if (!isUuid(held)) notFound();
  const { api, base, shop: own } = await memberCaller(shop, `/coupons/${held}`);
  return <HeldView slug={shop} base={base} timeZone={own.timeZone} api={api} heldId={held} />;
}
