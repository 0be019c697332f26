import { getTranslations } from "next-intl/server";
import { settingsCaller, SettingsPage } from "../_parts/settings-page";
import { PolicyForm } from "./policy-form";

interface Props {
  params: Promise<{ shop: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("settings.sections.repairs"))("label") });

export default async function Page({ params }: Props) {
  const { api, shop, base } = await settingsCaller((await params).shop, "repairs", "settings.edit");
  const [{ policy, revision }, stores] = await Promise.all([api.repairs.policy(), api.tenancy.stores()]);
  return (
    <SettingsPage section="repairs" base={base}>
      <PolicyForm
        slug={shop.slug}
        stores={stores.filter(({ kind }) => kind === "shop")}
        saved={{ ...policy, revision: String(revision) }}
      />
    </SettingsPage>
  );
}
