import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import { AccountPage } from "@/components/my/account-page";
import { readTheme, THEME_COOKIE } from "@/components/ui/theme";
import { phoneForPeople } from "@/server/members/rules/contact";
import { memberCaller } from "../member-gate";
import { openRepairsOf } from "../open-repairs";
import { signOut } from "./actions";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("my.account"))("title"),
});

export default async function Page({ params }: Props) {
  const { api, shop, base } = await memberCaller((await params).shop, "/account");
  const [me, repairs, families, canInvite, jar] = await Promise.all([
    api.members.me(),
    api.repairs.mine(),
    api.points.myFamily(),
    api.friends.isOffered(),
    cookies(),
  ]);
  return (
    <AccountPage
      base={base}
      me={{ ...me, phone: me.phone && phoneForPeople(me.phone) }}
      theme={readTheme(jar.get(THEME_COOKIE)?.value)}
      openRepairs={openRepairsOf(repairs).length}
      canInvite={canInvite}
      hasFamilies={families.isOffered || families.family !== null}
      signOut={signOut.bind(null, shop.slug)}
    />
  );
}
