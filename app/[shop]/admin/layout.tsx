import {
  Award,
  CalendarDays,
  Coins,
  Eye,
  CopyCheck,
  FileDown,
  FileUp,
  Gift,
  House,
  IdCard,
  MapPin,
  Inbox,
  Landmark,
  Mail,
  Megaphone,
  Scale,
  ScrollText,
  Settings,
  ShieldCheck,
  Store,
  TicketPercent,
  UserPlus,
  Users,
  UsersRound,
  Wrench,
} from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DeskFrame } from "@/app/desk-frame";
import { ShopApiProvider } from "@/app/trpc-provider";
import { NoAccess } from "@/components/admin/no-access";
import { shopBrand } from "@/components/layout/shop-brand";
import type { NavGroup } from "@/components/layout/nav";
import { canHandle } from "@/server/books/access";
import { canReadCampaigns } from "@/server/campaigns/access";
import { canSeeFriends } from "@/server/friends/access";
import { canMerge } from "@/server/identity/access";
import { canImport } from "@/server/imports/access";
import { isMailboxOpen } from "@/server/delivery/queries/captured-mails";
import { canReadAudit } from "@/server/tenancy/access";
import { currentMemberships } from "@/server/tenancy/auth/session";
import { callerFor } from "@/server/trpc/caller";
import { canAsk, canWatch } from "@/server/watch/access";
import { AdminFrame } from "./_parts/admin-frame";
import { settingsPlaces } from "./settings/_parts/places";

interface Props {
  params: Promise<{ shop: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: Props) {
  const [{ shop: slug }, t] = await Promise.all([params, getTranslations("admin")]);
  const { shop } = await callerFor(slug);
  return {
    title: { default: `${t("title")} | ${shop.name}`, template: `%s | ${shop.name}` },
    robots: { index: false },
  };
}

export default function AdminLayout(props: Props) {
  return (
    <DeskFrame>
      <AdminScreens {...props} />
    </DeskFrame>
  );
}

async function AdminScreens({ params, children }: Props) {
  const { shop: slug } = await params;
  const { shop, context, api } = await callerFor(slug);
  const staff = await context.staff();
  // The page knows its own address, so it sends strangers to sign in.
  if (!staff) return children;
  const [words, t, me, memberships] = await Promise.all([
    getTranslations(),
    getTranslations("admin"),
    api.tenancy.me(),
    currentMemberships(),
  ]);
  const base = `/${slug}/admin`;
  const isRefused = canReadCampaigns(staff) !== null;
  const office: NavGroup[] = [
    { key: "home", items: [{ href: base, label: t("nav.home"), icon: <House />, exact: true }] },
    {
      key: "people",
      label: t("nav.people"),
      items: [
        { href: `${base}/members`, label: t("nav.members"), icon: <Users /> },
        { href: `${base}/segments`, label: t("nav.segments"), icon: <UsersRound /> },
        ...(canMerge(staff)
          ? []
          : [{ href: `${base}/members/duplicates`, label: words("identity.nav"), icon: <CopyCheck /> }]),
        { href: `${base}/repairs`, label: words("repairs.title"), icon: <Wrench /> },
      ],
    },
    {
      key: "programs",
      label: t("nav.programs"),
      items: [
        { href: `${base}/campaigns`, label: t("nav.campaigns"), icon: <Megaphone /> },
        { href: `${base}/coupons`, label: words("coupons.title"), icon: <TicketPercent /> },
        { href: `${base}/rewards`, label: words("rewards.title"), icon: <Gift /> },
        { href: `${base}/ranks`, label: words("ranks.title"), icon: <Award /> },
        { href: `${base}/calendar`, label: words("sendCalendar.nav"), icon: <CalendarDays /> },
        { href: `${base}/points`, label: words("earning.nav"), icon: <Coins /> },
        ...(canSeeFriends(staff) === null
          ? [{ href: `${base}/friends`, label: words("friends.nav"), icon: <UserPlus /> }]
          : []),
        { href: `${base}/check-in`, label: words("visits.nav"), icon: <MapPin /> },
      ],
    },
    ...(canImport(staff) === null
      ? [
          {
            key: "data",
            label: t("nav.data"),
            items: [
              { href: `${base}/imports`, label: t("nav.imports"), icon: <FileUp /> },
              { href: `${base}/exports`, label: words("access.exports.title"), icon: <FileDown /> },
            ],
          },
        ]
      : []),
    {
      key: "checks",
      label: t("nav.checks"),
      items: [
        ...(canAsk(staff) === null
          ? [{ href: `${base}/approvals`, label: words("watch.approvals.nav"), icon: <Scale /> }]
          : []),
        ...(canWatch(staff) === null ? [{ href: `${base}/watch`, label: words("watch.nav"), icon: <Eye /> }] : []),
        ...(canHandle(staff) === null
          ? [{ href: `${base}/privacy`, label: words("books.requests.nav"), icon: <Inbox /> }]
          : []),
        { href: `${base}/liability`, label: words("books.liability.nav"), icon: <Landmark /> },
        { href: `${base}/proof`, label: t("nav.proof"), icon: <ShieldCheck /> },
        ...(canReadAudit(staff) === null
          ? [{ href: `${base}/audit`, label: words("access.audit.title"), icon: <ScrollText /> }]
          : []),
      ],
    },
  ];
  const places = await settingsPlaces(staff, base);
  if (places.length > 0)
    office.push({
      key: "settings",
      label: t("nav.settingsGroup"),
      items: [{ href: `${base}/settings`, label: t("nav.settings"), icon: <Settings /> }],
    });
  const doors = {
    key: "doors",
    label: t("nav.doors"),
    items: [
      { href: `/${slug}/staff`, label: t("nav.counter"), icon: <Store /> },
      { href: `/${slug}/my`, label: t("nav.myPage"), icon: <IdCard /> },
      ...(isMailboxOpen() ? [{ href: "/dev/mail", label: t("nav.mailbox"), icon: <Mail /> }] : []),
    ],
  };
  return (
    <AdminFrame
      slug={slug}
      shop={shopBrand(shop)}
      shops={memberships ?? []}
      groups={isRefused ? [doors] : [...office, doors]}
      user={{ name: me?.name ?? "", role: t(`roles.${staff.role}`) }}
    >
      {isRefused ? (
        <NoAccess counterHref={`/${slug}/staff`} />
      ) : (
        <ShopApiProvider shop={slug}>{children}</ShopApiProvider>
      )}
    </AdminFrame>
  );
}
