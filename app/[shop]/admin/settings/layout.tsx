import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SettingsNav } from "@/components/settings/settings-nav";
import { callerFor } from "@/server/trpc/caller";
import { settingsPlaces } from "./_parts/places";

interface Props {
  params: Promise<{ shop: string }>;
  children: ReactNode;
}

export default async function SettingsLayout({ params, children }: Props) {
  const { shop: slug } = await params;
  const { context } = await callerFor(slug);
  const staff = await context.staff();
  // The page knows its own address, so it sends strangers to sign in.
  if (!staff) return children;
  const t = await getTranslations("settings");
  return (
    <div className="grid gap-8 lg:grid-cols-[12rem_minmax(0,1fr)]">
      <SettingsNav label={t("nav")} places={await settingsPlaces(staff, `/${slug}/admin`)} />
      <div className="min-w-0 max-w-4xl">{children}</div>
    </div>
  );
}
