import { getTranslations } from "next-intl/server";
import { LanguageForm } from "../_parts/language-form";
import { settingsCaller, SettingsPage } from "../_parts/settings-page";

interface Props {
  params: Promise<{ shop: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("settings.sections.language"))("label") });

export default async function Page({ params }: Props) {
  const { api, shop, base, context } = await settingsCaller((await params).shop, "language", "settings.edit");
  const { language } = await api.settings.all();
  const zones = Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "Asia/Tokyo");
  return (
    <SettingsPage section="language" base={base}>
      <LanguageForm slug={shop.slug} saved={language} timeZones={["Asia/Tokyo", ...zones]} now={context.now} />
    </SettingsPage>
  );
}
