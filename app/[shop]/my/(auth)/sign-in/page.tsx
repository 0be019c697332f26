import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { MemberSignInForm } from "@/components/auth/member-sign-in-form";
import { OutsideLine } from "@/components/auth/outside-line";
import { ownPath } from "@/server/tenancy/rules";
import { callerFor } from "@/server/trpc/caller";
import { isInLine, outsideLine } from "../../in-line";
import { enter } from "../actions";
import { signInWords } from "../words";
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
  const [t, isLine] = [await getTranslations("auth.member"), await isInLine()];
  const here = `${home}/sign-in?${new URLSearchParams(returnTo ? { returnTo } : {})}`;
  const byPassword = way === "password";
  return (
    <ShopDoor shop={shop} title={t("title")} description={t("description")} footer={t("counter")}>
      <MemberSignInForm
        action={enter.bind(null, shop.slug, returnTo)}
        way={byPassword ? "password" : "link"}
        otherHref={byPassword ? here : `${here}&with=password`}
        words={await signInWords(isLine)}
      />
      {isLine && <OutsideLine href={outsideLine(here)} />}
    </ShopDoor>
  );
}
