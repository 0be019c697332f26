import { getTranslations } from "next-intl/server";
import { CardForm } from "../_parts/card-form";
import { settingsCaller, SettingsPage } from "../_parts/settings-page";

interface Props {
  params: Promise<{ shop: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("settings.sections.card"))("label") });

export default async function Page({ params }: Props) {
  const { api, shop, base } = await settingsCaller((await params).shop, "card", "settings.edit");
  const [{ card }, samples] = await Promise.all([api.settings.all(), api.settings.cardSamples()]);
  return (
    <SettingsPage section="card" base={base}>
      <CardForm slug={shop.slug} saved={card} samples={samples} />
    </SettingsPage>
  );
}
