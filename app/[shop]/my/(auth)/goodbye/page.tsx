import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";
import { callerFor } from "@/server/trpc/caller";
import { ShopDoor } from "../shop-door";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("account.goodbye"))("title"),
});

export default async function Page({ params }: Props) {
  const { shop } = await callerFor((await params).shop);
  const t = await getTranslations("account.goodbye");
  return (
    <ShopDoor shop={shop} title={t("title")} description={t("lead", { shop: shop.name })}>
      <p className="mb-6 text-sm text-ink-2">{t("again")}</p>
      <ButtonLink href={`/${shop.slug}/my/sign-in`} block>
        {t("home")}
      </ButtonLink>
    </ShopDoor>
  );
}
