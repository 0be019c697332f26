import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { PasswordForm } from "@/components/auth/password-form";
import { callerFor } from "@/server/trpc/caller";
import { setPassword } from "../actions";
import { ShopDoor } from "../shop-door";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("auth.member"))("passwordTitle"),
});

export default async function Page({ params }: Props) {
  const { shop, context, api } = await callerFor((await params).shop);
  const home = `/${shop.slug}/my`;
  if (!(await context.member())) redirect(`${home}/sign-in?returnTo=${encodeURIComponent(`${home}/password`)}`);
  const me = await api.members.me();
  if (!me.email || !me.emailVerifiedAt) redirect(`${home}/address`);
  const t = await getTranslations("auth.member");
  return (
    <ShopDoor shop={shop} title={t("passwordTitle")} description={t("passwordDescription")}>
      <PasswordForm action={setPassword.bind(null, shop.slug)} homeHref={home} email={me.email} />
    </ShopDoor>
  );
}
