import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { SettingsHub } from "@/components/settings/settings-hub";
import { adminCaller } from "../_parts/admin-gate";
import { settingsPlaces } from "./_parts/places";

interface Props {
  params: Promise<{ shop: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("settings"))("title") });

export default async function Page({ params }: Props) {
  const { staff, base } = await adminCaller((await params).shop, "/settings");
  const t = await getTranslations("settings");
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <SettingsHub places={await settingsPlaces(staff, base)} />
    </>
  );
}
