import { ClipboardList, CreditCard, Gift, House, QrCode, ShoppingBasket, Wrench } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { DeskFrame } from "@/app/desk-frame";
import { LocaleSwitch } from "@/components/layout/locale-switch";
import { shopBrand } from "@/components/layout/shop-brand";
import { StaffShell } from "@/components/layout/staff-shell";
import { EmptyState } from "@/components/ui/empty-state";
import { ShopApiProvider } from "@/app/trpc-provider";
import { staffMay } from "@/server/kernel/permissions";
import { canIssueCard } from "@/server/members/access";
import { callerFor } from "@/server/trpc/caller";
import { CounterFrame } from "./_parts/counter-frame";
import { StaffMenu } from "./_parts/staff-menu";
import { StoreGate } from "./_parts/store-gate";
import { storeCookie } from "./_parts/store-cookie";
import { TillProvider } from "./_parts/till";

interface Props {
  params: Promise<{ shop: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: Props) {
  const [{ shop: slug }, t] = await Promise.all([params, getTranslations("staff")]);
  const { shop } = await callerFor(slug);
  return {
    title: { default: `${t("title")} | ${shop.name}`, template: `%s | ${shop.name}` },
    robots: { index: false },
  };
}

export default function StaffLayout(props: Props) {
  return (
    <DeskFrame>
      <StaffScreens {...props} />
    </DeskFrame>
  );
}

async function StaffScreens({ params, children }: Props) {
  const { shop: slug } = await params;
  const { shop, context, api } = await callerFor(slug);
  const staff = await context.staff();
  if (!staff) redirect(`/sign-in?returnTo=/${slug}/staff`);
  const [t, repairs, rewards, visits, me, stores, jar] = await Promise.all([
    getTranslations("staff"),
    getTranslations("repairs"),
    getTranslations("rewards"),
    getTranslations("visits"),
    api.tenancy.me(),
    api.tenancy.stores(),
    cookies(),
  ]);
  // Staff of one store stand there; for the others each device remembers where it stands.
  const counters = stores.filter((store) => store.kind === "shop");
  const chosen =
    staff.storeId ?? jar.get(storeCookie(slug))?.value ?? (counters.length === 1 ? counters[0]?.id : undefined);
  const store = stores.find(({ id }) => id === chosen);
  const base = `/${slug}/staff`;
  const items = [
    { href: base, label: t("nav.home"), icon: <House />, exact: true },
    { href: `${base}/issue`, label: t("nav.issue"), icon: <CreditCard /> },
    { href: `${base}/sale`, label: t("nav.sale"), icon: <ShoppingBasket /> },
    { href: `${base}/repairs`, label: repairs("title"), icon: <Wrench /> },
    { href: `${base}/rewards`, label: rewards("title"), icon: <Gift /> },
    { href: `${base}/check-in`, label: visits("navShort"), icon: <QrCode /> },
    { href: `${base}/shift`, label: t("nav.shift"), icon: <ClipboardList /> },
  ];
  const actions = (
    <>
      <LocaleSwitch />
      <StaffMenu
        slug={slug}
        name={me?.name ?? ""}
        stores={staff.storeId === null ? counters : []}
        storeId={store?.id}
      />
    </>
  );
  const isRefused = canIssueCard(staff) !== null;
  return (
    <StaffShell shop={shopBrand(shop)} storeName={store?.name} items={isRefused ? [] : items} actions={actions}>
      {isRefused ? (
        <EmptyState title={<h1>{t("refused.title")}</h1>} description={t("refused.description")} />
      ) : store ? (
        <ShopApiProvider shop={slug}>
          <TillProvider
            slug={slug}
            storeId={store.id}
            storeName={store.name}
            asksCode={shop.spendProof === "code"}
            maySkipCode={staffMay(staff, "points.spend_without_code")}
          >
            <CounterFrame>{children}</CounterFrame>
          </TillProvider>
        </ShopApiProvider>
      ) : (
        <StoreGate slug={slug} stores={counters} />
      )}
    </StaffShell>
  );
}
