import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { ShopList } from "@/components/auth/shop-list";
import { AuthShell } from "@/components/layout/auth-shell";
import { Button } from "@/components/ui/button";
import { currentMemberships } from "@/server/tenancy/auth/session";
import { homeOf, ownPath } from "@/server/tenancy/rules";
import { signOut } from "../sign-in/actions";

interface Props {
  searchParams: Promise<{ returnTo?: string }>;
}
export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("auth.staff"))("shopsTitle"),
});

export default async function Page({ searchParams }: Props) {
  const memberships = await currentMemberships();
  if (!memberships) redirect("/sign-in");
  const { returnTo } = await searchParams;
  const wanted = memberships.map(({ slug }) => ownPath(returnTo, `/${slug}`, "")).find(Boolean);
  if (wanted) redirect(wanted);
  const [only] = memberships;
  if (only && memberships.length === 1) redirect(homeOf(only));
  const [t, common] = [await getTranslations("auth.staff"), await getTranslations("common")];
  const [title, hint] = only ? [t("shopsTitle"), t("shopsDescription")] : [t("noShop"), t("noShopHint")];
  const out = (
    <form action={signOut}>
      <Button type="submit" variant="ghost">
        {t("signOut")}
      </Button>
    </form>
  );
  return (
    <AuthShell productName={common("productName")} title={title} description={hint} footer={out}>
      <ShopList shops={memberships.map((shop) => ({ ...shop, href: homeOf(shop) }))} />
    </AuthShell>
  );
}
