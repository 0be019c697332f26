import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { canEditCampaigns } from "@/server/campaigns/access";
import { pointsNoticeDays, pointsNoticePreset, warrantyNoticePreset } from "@/server/campaigns/rules/preset";
import { defaultContent } from "@/server/contents/rules/default-content";
import { adminCaller } from "../../_parts/admin-gate";
import { NewCampaign } from "./new-campaign";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("composer.new"))("title") });

export default async function Page({ params }: Props) {
  const { base, staff } = await adminCaller((await params).shop, "/campaigns/new");
  if (canEditCampaigns(staff)) redirect(`${base}/campaigns`);
  const t = await getTranslations("composer.new");
  const list = await getTranslations("campaigns.list");
  return (
    <>
      <PageHeader
        back={{ href: `${base}/campaigns`, label: list("title") }}
        title={t("title")}
        description={t("lead")}
      />
      <NewCampaign
        base={base}
        news={defaultContent("news").texts}
        warranty={warrantyNoticePreset()}
        points={pointsNoticeDays.map((days) => ({ days, draft: pointsNoticePreset(days) }))}
      />
    </>
  );
}
