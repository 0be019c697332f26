import { getTranslations } from "next-intl/server";
import { callerFor } from "@/server/trpc/caller";
import { orNotFound } from "@/app/or-not-found";
import { SaleCounter } from "../_parts/sale-counter";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ member?: string; points?: string; coupon?: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("staff.sale"))("title") });

/** A sale, to a member or to somebody without a card. */
export default async function SalePage({ params, searchParams }: Props) {
  const [{ shop }, { member: memberId, points, coupon }] = await Promise.all([params, searchParams]);
  const { api } = await callerFor(shop);
  const member = memberId ? await orNotFound(api.members.byId({ memberId })) : null;
  return <SaleCounter key={memberId ?? ""} member={member} usesAllPoints={points === "all"} heldId={coupon} />;
}
