import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { dayIn } from "@/server/kernel/time";
import { memberCaller, signInAddress } from "../../member-gate";
import { findPlaces, saveProfile } from "./actions";
import { ProfileEditor } from "./profile-editor";
import { profileValues } from "./profile-values";
import { profileWords } from "./words";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("account.profile"))("title"),
});

export default async function Page({ params }: Props) {
  const { api, shop, base, context } = await memberCaller((await params).shop, "/account/profile");
  const [me, t, words] = [await api.members.me(), await getTranslations(), await profileWords()];
  return (
    <>
      <PageHeader
        title={t("account.profile.title")}
        description={t("account.profile.lead")}
        back={{ href: `${base}/account`, label: t("my.account.title") }}
      />
      <ProfileEditor
        {...{ memberId: me.memberId, version: me.version, values: profileValues(me), words, findPlaces }}
        birthdays={{ min: "1900-01-01", max: dayIn(context.now, shop.timeZone) }}
        signInHref={signInAddress(shop.slug, "/account/profile")}
        save={saveProfile.bind(null, shop.slug)}
      />
    </>
  );
}
