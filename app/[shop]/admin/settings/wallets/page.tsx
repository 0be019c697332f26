import { getTranslations } from "next-intl/server";
import { settingsCaller, SettingsPage } from "../_parts/settings-page";
import { WalletsPage } from "./wallets-page";

interface Props {
  params: Promise<{ shop: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("settings.sections.wallets"))("label") });

export default async function Page({ params }: Props) {
  const { api, base } = await settingsCaller((await params).shop, "wallets", "settings.edit");
  return (
    <SettingsPage section="wallets" base={base} isBare>
      <WalletsPage saved={await api.passes.settings()} />
    </SettingsPage>
  );
}
