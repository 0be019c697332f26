import { getTranslations } from "next-intl/server";
import { SendingForm } from "../_parts/sending-form";
import { settingsCaller, SettingsPage } from "../_parts/settings-page";

interface Props {
  params: Promise<{ shop: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("settings.sections.sending"))("label") });

export default async function Page({ params }: Props) {
  const { api, shop, base } = await settingsCaller((await params).shop, "sending", "settings.edit");
  return (
    <SettingsPage section="sending" base={base}>
      <SendingForm slug={shop.slug} saved={(await api.settings.all()).sending} />
    </SettingsPage>
  );
}
