import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EnterCode } from "@/components/coupons/enter-code";
import { MyCouponsPage } from "@/components/coupons/my-coupons-page";
import { memberCaller } from "../../member-gate";
import { enterCode } from "../actions";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ taken?: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("coupons.my"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const [{ shop }, { taken }, t] = await Promise.all([params, searchParams, getTranslations("coupons.my")]);
  const { api, base } = await memberCaller(shop, "/coupons");
  const coupons = await api.coupons.mine();
  return (
    <MyCouponsPage
      base={base}
      coupons={coupons.map((one) => ({ ...one, title: one.definition.title }))}
      enter={
        <EnterCode label={t("enter")} hint={t("enterHint")} submit={t("add")} action={enterCode.bind(null, shop)} />
      }
      notice={taken === "now" ? t("taken") : taken === "before" ? t("takenBefore") : null}
    />
  );
}
