import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { actingAt } from "@/app/[shop]/my/(auth)/acting";
import { DevicesPage } from "@/components/my/devices-page";
import { memberSessionId } from "@/server/members/auth/session";
import { sessionsOf } from "@/server/members/queries/sessions";
import { memberCaller } from "../../member-gate";
import { endLogIns } from "../actions";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("account.sessions"))("title"),
});

export default async function Page({ params }: Props) {
  const { api, shop, base } = await memberCaller((await params).shop, "/account/devices");
  const [ctx, me] = [await actingAt(shop.slug), await api.members.me()];
  const devices = await sessionsOf(ctx, me.memberId);
  return (
    <DevicesPage
      {...{ base, devices }}
      hereId={await memberSessionId(ctx.tenant)}
      end={endLogIns.bind(null, shop.slug)}
    />
  );
}
