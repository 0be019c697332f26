import { IdCard, House, ReceiptText, Settings, ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LanguageButton } from "@/components/layout/language-button";
import { MyShell } from "@/components/layout/my-shell";
import { shopBrand } from "@/components/layout/shop-brand";
import { callerFor } from "@/server/trpc/caller";

interface Props {
  params: Promise<{ shop: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  // The "not found" page of an unknown shop gets its title by this way, too: refusing here would leave it without one.
  const found = await callerFor((await params).shop).catch(() => null);
  if (!found) return {};
  const { shop } = found;
  const t = await getTranslations("my.home");
  // Nobody's My Page belongs into a search engine.
  return {
    title: { default: `${t("title")} | ${shop.name}`, template: `%s | ${shop.name}` },
    robots: { index: false },
  };
}

export default async function MyLayout({ params, children }: Props) {
  const { shop, context } = await callerFor((await params).shop);
  const [t, isSignedIn] = [await getTranslations("my"), (await context.member()) !== null];
  const base = `/${shop.slug}/my`;
  const tabs = [
    { href: base, label: t("tabs.home"), icon: <House />, exact: true },
    { href: `${base}/card`, label: t("tabs.card"), icon: <IdCard /> },
    { href: `${base}/purchases`, label: t("tabs.purchases"), icon: <ReceiptText /> },
    { href: `${base}/warranties`, label: t("tabs.warranties"), icon: <ShieldCheck /> },
    { href: `${base}/account`, label: t("tabs.account"), icon: <Settings /> },
  ];
  return (
    <MyShell
      shop={shopBrand(shop)}
      homeHref={base}
      tabs={isSignedIn ? tabs : []}
      actions={<LanguageButton to={(await getLocale()) === "ja" ? "en" : "ja"} onBrand />}
      footer={
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          <span>{shop.legalName}</span>
          <span>{shop.legalAddress}</span>
          <a href={shop.contactUrl} rel="noopener" className="underline underline-offset-4">
            {t("footer.contact")}
          </a>
        </div>
      }
    >
      {children}
    </MyShell>
  );
}
