import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { memberCaller } from "../member-gate";
import { FriendsView } from "./friends-view";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("friends.my"))("title"),
});

export default async function Page({ params }: Props) {
  const { api, shop } = await memberCaller((await params).shop, "/friends");
  return <FriendsView mine={await api.friends.mine()} shop={shop} />;
}
