import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PrivacyPage } from "@/components/my/privacy-page";
import { requestKinds } from "@/server/books/input";
import { memberCaller } from "../../member-gate";
import { ask, takeBack } from "./actions";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("books.mine"))("title"),
});

export default async function Page({ params }: Props) {
  const { api, shop, base } = await memberCaller((await params).shop, "/account/requests");
  return (
    <PrivacyPage
      base={base}
      kinds={requestKinds}
      requests={(await api.books.myRequests()).toReversed()}
      ask={ask.bind(null, shop.slug)}
      takeBack={takeBack.bind(null, shop.slug)}
    />
  );
}
