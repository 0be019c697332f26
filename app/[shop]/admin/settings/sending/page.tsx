import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { LimitsForm } from "../_parts/limits-form";
import { SendingForm } from "../_parts/sending-form";
import { settingsCaller, SettingsPage } from "../_parts/settings-page";

interface Props {
  params: Promise<{ shop: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("settings.sections.sending"))("label") });

export default async function Page({ params }: Props) {
  const { api, shop, base } = await settingsCaller((await params).shop, "sending", "settings.edit");
  const [{ sending }, { approvalAbove }, { approvalAbovePersons }] = await Promise.all([
    api.settings.all(),
    api.campaigns.approvalSettings(),
    api.access.settings(),
  ]);
  return (
    <SettingsPage section="sending" base={base} isBare>
      <div className="grid gap-6">
        <Card>
          <SendingForm slug={shop.slug} saved={sending} />
        </Card>
        <Card>
          <LimitsForm saved={{ campaign: approvalAbove, exports: approvalAbovePersons }} />
        </Card>
      </div>
    </SettingsPage>
  );
}
