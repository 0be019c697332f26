import { getTranslations } from "next-intl/server";
import { settingsCaller, SettingsPage } from "../_parts/settings-page";
import { StoreList } from "../_parts/store-list";

interface Props {
  params: Promise<{ shop: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("settings.sections.stores"))("label") });

export default async function Page({ params }: Props) {
  const { api, shop, base } = await settingsCaller((await params).shop, "stores", "stores.manage");
  return (
    <SettingsPage section="stores" base={base} isBare>
      <StoreList slug={shop.slug} stores={await api.settings.stores()} />
    </SettingsPage>
  );
}
