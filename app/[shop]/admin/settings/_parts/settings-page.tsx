import "server-only";
import { useTranslations } from "next-intl";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { type Permission, staffMay } from "@/server/kernel/permissions";
import { adminCaller } from "../../_parts/admin-gate";

/** The caller of somebody who may change this section; for others there is no such page. */
export async function settingsCaller(slug: string, section: string, permission: Permission) {
  const caller = await adminCaller(slug, `/settings/${section}`);
  if (!staffMay(caller.staff, permission)) notFound();
  return caller;
}

type Props = { section: string; base: string; actions?: ReactNode; isBare?: boolean; children: ReactNode };

/** The head of a section and, below it, its form. */
export function SettingsPage({ section, base, actions, isBare, children }: Props) {
  const t = useTranslations("settings");
  return (
    <>
      <PageHeader
        title={t(`sections.${section}.label`)}
        description={t(`sections.${section}.lead`)}
        back={{ href: `${base}/settings`, label: t("back") }}
        actions={actions}
      />
      {isBare ? children : <Card>{children}</Card>}
    </>
  );
}
