import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/auth/sign-in-form";
import { AuthShell } from "@/components/layout/auth-shell";
import { LocaleSwitch } from "@/components/layout/locale-switch";
import { currentMemberships, isAwaitingCode } from "@/server/tenancy/auth/session";
import { sendLink, signIn } from "./actions";

interface Props {
  searchParams: Promise<{ returnTo?: string; with?: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("auth.staff"))("title"),
});

export default async function Page({ searchParams }: Props) {
  const { returnTo = "", with: way } = await searchParams;
  const keep = returnTo ? `returnTo=${encodeURIComponent(returnTo)}` : "";
  if (await currentMemberships()) redirect(`/shops?${keep}`);
  if (await isAwaitingCode()) redirect(`/sign-in/code?${keep}`);
  const [t, common] = [await getTranslations("auth.staff"), await getTranslations("common")];
  const byLink = way === "link";
  return (
    <AuthShell
      productName={common("productName")}
      title={t("title")}
      description={t("description")}
      footer={<LocaleSwitch />}
    >
      <SignInForm
        key={way}
        action={(byLink ? sendLink : signIn).bind(null, returnTo)}
        with={byLink ? "link" : "password"}
        otherHref={byLink ? `/sign-in?${keep}` : `/sign-in?with=link&${keep}`}
      />
    </AuthShell>
  );
}
