import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/auth/sign-in-form";
import { ownPath } from "@/server/tenancy/rules";
import { callerFor } from "@/server/trpc/caller";
import { sendLink, signIn } from "../actions";
import { ShopDoor } from "../shop-door";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ returnTo?: string; with?: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("auth.member"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const [{ shop, context }, { returnTo = "", with: way }] = [await callerFor((await params).shop), await searchParams];
  const home = `/${shop.slug}/my`;
  if (await context.member()) redirect(ownPath(returnTo, home, home));
  const t = await getTranslations("auth.member");
  const here = `${home}/sign-in?${new URLSearchParams(returnTo ? { returnTo } : {})}`;
  const byPassword = way === "password";
  return (
    <ShopDoor shop={shop} title={t("title")} description={t("description")} footer={t("counter")}>
      <SignInForm
        key={way}
        action={byPassword ? signIn.bind(null, shop.slug, returnTo) : sendLink.bind(null, shop.slug)}
        with={byPassword ? "password" : "link"}
        otherHref={byPassword ? here : `${here}&with=password`}
      />
    </ShopDoor>
  );
}
