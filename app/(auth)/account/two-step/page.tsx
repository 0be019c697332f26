import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { TwoStepSetup } from "@/components/account/two-step-setup";
import { AuthShell } from "@/components/layout/auth-shell";
import { Notice } from "@/components/ui/notice";
import { namedIn } from "@/server/kernel/gate";
import { homeOf } from "@/server/tenancy/rules";
import { ownAccountOr } from "../account-gate";
import { beginTwoStep, confirmTwoStep } from "../actions";

interface Props {
  searchParams: Promise<{ shop?: string }>;
}
export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("access.totp"))("title"),
  robots: { index: false },
});

export default async function Page({ searchParams }: Props) {
  const { shop: wanted } = await searchParams;
  const { shops, totpSince } = await ownAccountOr(wanted ? `/account/two-step?shop=${wanted}` : "/account/two-step");
  const found = shops.find(({ slug }) => slug === wanted);
  const shop = found && namedIn(found, await getLocale());
  const [t, common] = [await getTranslations("access.totp"), await getTranslations("common")];
  const next = shop ? homeOf(shop) : "/account";
  return (
    <AuthShell productName={common("productName")} title={t("title")} description={t("lead")}>
      <div className="grid gap-5">
        {shop?.needsTotp && <Notice tone="warn">{t("required", { shop: shop.name })}</Notice>}
        <TwoStepSetup begin={beginTwoStep} confirm={confirmTwoStep} isOn={totpSince !== null} nextHref={next} />
      </div>
    </AuthShell>
  );
}
