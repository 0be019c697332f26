import { getTranslations } from "next-intl/server";
import { settingsCaller, SettingsPage } from "../_parts/settings-page";
import { BrandForm } from "../_parts/brand-form";

interface Props {
  params: Promise<{ shop: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("settings.sections.brand"))("label") });

export default async function Page({ params }: Props) {
  const { api, shop, base } = await settingsCaller((await params).shop, "brand", "settings.edit");
  const { brand } = await api.settings.all();
  return (
    <SettingsPage section="brand" base={base}>
      <BrandForm slug={shop.slug} saved={brand} />
    </SettingsPage>
  );
}
