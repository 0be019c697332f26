import { getTranslations } from "next-intl/server";
import { KeysPage } from "./keys-page";
import { settingsCaller, SettingsPage } from "../_parts/settings-page";

interface Props {
  params: Promise<{ shop: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("settings.sections.api-keys"))("label") });

export default async function Page({ params }: Props) {
  const { api, base, context } = await settingsCaller((await params).shop, "api-keys", "api_keys.manage");
  const [keys, stores] = await Promise.all([api.access.apiKeys(), api.tenancy.stores()]);
  return (
    <SettingsPage section="api-keys" base={base} isBare>
      <KeysPage keys={keys} stores={stores} now={context.now} />
    </SettingsPage>
  );
}
