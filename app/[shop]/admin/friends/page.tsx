import { getTranslations } from "next-intl/server";
import { adminCaller } from "../_parts/admin-gate";
import { FriendsDesk } from "./friends-desk";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("friends.desk"))("title") });

export default async function Page({ params }: Props) {
  const { api, base } = await adminCaller((await params).shop, "/friends");
  return <FriendsDesk desk={await api.friends.desk()} base={base} />;
}
