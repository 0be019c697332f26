import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { NewShopForm } from "@/components/start/new-shop-form";
import { TextLink } from "@/components/ui/text-link";
import { env } from "@/server/kernel/env";
import { currentAccountId, currentMemberships } from "@/server/tenancy/auth/session";
import { askSlug, openShop } from "../actions";
import { StartDoor } from "../start-door";

export const generateMetadata = async () => ({ title: (await getTranslations("start.shop"))("title") });

export default async function Page() {
  if (!(await currentAccountId())) redirect("/sign-in?returnTo=/start/shop");
  const [t, memberships] = [await getTranslations("start.shop"), await currentMemberships()];
  const { host } = new URL(env().GOEN_BASE_URL);
  const back = memberships?.length ? <TextLink href="/shops">{t("toShops")}</TextLink> : null;
  return (
    <StartDoor title={t("title")} description={t("description")} footer={back} isWide>
      <NewShopForm host={host} askSlug={askSlug} open={openShop} />
    </StartDoor>
  );
}
