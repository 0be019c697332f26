import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { actingAt } from "@/app/[shop]/my/(auth)/acting";
import { FamilyPage } from "@/components/my/family-page";
import { familyOf } from "@/server/points/queries";
import { memberCaller } from "../../member-gate";
import { form, invite, join, leave, lend } from "./actions";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("account.family"))("title"),
});

export default async function Page({ params }: Props) {
  const { api, shop, base } = await memberCaller((await params).shop, "/account/family");
  const [ctx, me] = [await actingAt(shop.slug), await api.members.me()];
  const { isOffered, family } = await familyOf(ctx, me.memberId);
  if (!isOffered && !family) notFound();
  return (
    <FamilyPage
      {...{ base, family }}
      meId={me.memberId}
      form={form.bind(null, shop.slug)}
      join={join.bind(null, shop.slug)}
      invite={invite.bind(null, shop.slug)}
      leave={leave.bind(null, shop.slug)}
      lend={lend.bind(null, shop.slug)}
    />
  );
}
