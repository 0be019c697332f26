import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { AddressForm } from "@/components/auth/address-form";
import { callerFor } from "@/server/trpc/caller";
import { sendVerification } from "../actions";
import { ShopDoor } from "../shop-door";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("auth.member"))("addressTitle"),
});

export default async function Page({ params }: Props) {
  const { shop, context } = await callerFor((await params).shop);
  const home = `/${shop.slug}/my`;
  if (!(await context.member())) redirect(`${home}/sign-in?returnTo=${encodeURIComponent(`${home}/address`)}`);
  const t = await getTranslations("auth.member");
  return (
    <ShopDoor shop={shop} title={t("addressTitle")} description={t("addressDescription")}>
      <AddressForm action={sendVerification.bind(null, shop.slug)} laterHref={home} />
    </ShopDoor>
  );
}
