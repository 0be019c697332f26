import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { actingAt } from "@/app/[shop]/my/(auth)/acting";
import { NotificationsPage } from "@/components/my/notifications-page";
import { wantsServiceMail } from "@/server/members/service/set-mail-preference";
import { memberCaller } from "../../member-gate";
import { setConsent, setLanguage, setReceipts } from "../actions";
import { channelsOf } from "./channels";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("account.consents"))("title"),
});

export default async function Page({ params }: Props) {
  const { api, shop, base } = await memberCaller((await params).shop, "/account/notifications");
  const [me, consents] = [await api.members.me(), await api.members.myConsents()];
  const wantsReceipts = await wantsServiceMail(await actingAt(shop.slug), me.memberId, "receipt");
  return (
    <NotificationsPage
      {...{ base, consents, wantsReceipts }}
      channels={channelsOf(me, consents)}
      hasMail={me.email !== null}
      locale={me.locale}
      mailsPerWeek={shop.marketingCapPerWeek}
      setConsent={setConsent.bind(null, shop.slug) as never}
      setReceipts={setReceipts.bind(null, shop.slug)}
      setLanguage={setLanguage.bind(null, shop.slug)}
    />
  );
}
