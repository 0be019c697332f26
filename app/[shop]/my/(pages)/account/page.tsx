import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountPage } from "@/components/my/account-page";
import { memberCaller } from "../member-gate";
import { setMailConsent, signOut } from "./actions";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("my.account"))("title"),
});

export default async function Page({ params }: Props) {
  const { api, shop } = await memberCaller((await params).shop, "/account");
  const [me, consents] = await Promise.all([api.members.me(), api.members.myConsents()]);
  return (
    <AccountPage
      me={me}
      consents={consents.filter((consent) => consent.channel === "mail")}
      setMailConsent={setMailConsent.bind(null, shop.slug)}
      signOut={signOut.bind(null, shop.slug)}
    />
  );
}
