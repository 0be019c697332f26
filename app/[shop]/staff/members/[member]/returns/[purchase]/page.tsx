import { callerFor } from "@/server/trpc/caller";
import { orNotFound } from "@/app/or-not-found";
import { ReturnForm } from "../../../../_parts/return-form";

interface Props {
  params: Promise<{ shop: string; member: string; purchase: string }>;
}

/** What of a sale comes back. */
export default async function ReturnPage({ params }: Props) {
  const { shop, member: memberId, purchase: purchaseId } = await params;
  const { api } = await callerFor(shop);
  const sale = await orNotFound(api.purchases.ofMemberById({ memberId, purchaseId }));
  return <ReturnForm memberId={memberId} sale={sale} />;
}
