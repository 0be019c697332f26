import { getTranslations } from "next-intl/server";
import { type CampaignAddress, CampaignView } from "./campaign-view";

export const generateMetadata = async () => ({ title: (await getTranslations("campaigns.list"))("title") });

export default function Page(address: CampaignAddress) {
  return <CampaignView {...address} />;
}
