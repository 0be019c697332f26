import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { actingAt } from "@/app/[shop]/my/(auth)/acting";
import { giftsOf, giftTerms } from "@/server/friends/queries/gifts";
import { memberCaller } from "../../member-gate";
import { GiveView } from "./give-view";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ done?: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("friends.gift"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const { shop, base, api } = await memberCaller((await params).shop, "/points/give");
  const [ctx, me] = [await actingAt(shop.slug), await api.members.me()];
  const [terms, gifts] = [await giftTerms(ctx, me.memberId), await giftsOf(ctx, me.memberId)];
  return <GiveView {...{ base, shop, terms, gifts }} isJustDone={(await searchParams).done === "1"} />;
}
