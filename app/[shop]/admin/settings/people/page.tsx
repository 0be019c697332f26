import { getTranslations } from "next-intl/server";
import { PeoplePage } from "./people-page";
import { settingsCaller, SettingsPage } from "../_parts/settings-page";

interface Props {
  params: Promise<{ shop: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("settings.sections.people"))("label") });

export default async function Page({ params }: Props) {
  const { api, shop, staff, base, context } = await settingsCaller((await params).shop, "people", "staff.read");
  const [people, invitations, stores] = await Promise.all([
    api.tenancy.staff(),
    api.access.invitations(),
    api.tenancy.stores(),
  ]);
  return (
    <SettingsPage section="people" base={base} isBare>
      <PeoplePage
        {...{ people, invitations, stores, now: context.now }}
        ownId={staff.id}
        mayManage={staff.role === "owner"}
        defaultLocale={shop.defaultLocale === "en" ? "en" : "ja"}
      />
    </SettingsPage>
  );
}
