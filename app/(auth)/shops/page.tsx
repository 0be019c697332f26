import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ShopList } from "@/components/auth/shop-list";
import { AuthShell } from "@/components/layout/auth-shell";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { isSignUpOpen } from "@/server/tenancy/service/sign-up";
import { signOut } from "../sign-in/actions";
import { doorOf, shopsToChoose } from "./onward";

interface Props {
  searchParams: Promise<{ returnTo?: string }>;
}
export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("auth.staff"))("shopsTitle"),
});

export default async function Page({ searchParams }: Props) {
  const memberships = await shopsToChoose((await searchParams).returnTo);
  const [t, common] = [await getTranslations("auth.staff"), await getTranslations("common")];
  const [title, hint] =
    memberships.length > 0 ? [t("shopsTitle"), t("shopsDescription")] : [t("noShop"), t("noShopHint")];
  const out = (
    <form action={signOut} className="flex justify-center gap-2">
      {isSignUpOpen() && (
        <ButtonLink href="/start/shop" variant="ghost">
          {common("start.open")}
        </ButtonLink>
      )}
      <Button type="submit" variant="ghost">
        {t("signOut")}
      </Button>
    </form>
  );
  return (
    <AuthShell productName={common("productName")} title={title} description={hint} footer={out}>
      <ShopList shops={memberships.map((shop) => ({ ...shop, href: doorOf(shop) }))} />
    </AuthShell>
  );
}
