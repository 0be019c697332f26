import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { canPublishAsService } from "@/server/campaigns/access";
import { defaultContent } from "@/server/contents/rules/default-content";
import { canSeeMembers } from "@/server/members/access";
import { adminCaller } from "../../../_parts/admin-gate";
import { Composer } from "./composer";

interface Props {
  params: Promise<{ shop: string; campaign: string }>;
  searchParams: Promise<{ step?: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("composer"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const { shop, campaign: campaignId } = await params;
  const path = `/campaigns/${campaignId}/edit`;
  const { api, base, staff } = await adminCaller(shop, path, await searchParams);
  const campaign = await orNotFound(api.campaigns.byId({ campaignId }));
  if (!campaign.canEdit) notFound();
  return (
    <Composer
      base={base}
      campaign={campaign}
      colleagues={await api.tenancy.staff()}
      starting={{ news: defaultContent("news").texts, "warranty-notice": defaultContent("warranty-notice").texts }}
      me={staff.id}
      mayPublishService={canPublishAsService(staff) === null}
      seesPersons={canSeeMembers(staff) === null}
    />
  );
}
