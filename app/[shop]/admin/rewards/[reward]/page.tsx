import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { NoPermission } from "@/components/admin/no-permission";
import { PageHeader } from "@/components/layout/page-header";
import { isUuid } from "@/server/kernel/ids";
import { canEditRewards } from "@/server/rewards/access";
import { adminCaller } from "../../_parts/admin-gate";
import { RewardEditor } from "../_parts/reward-editor";

interface Props {
  params: Promise<{ shop: string; reward: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("rewards.admin"))("editTitle") });

export default async function Page({ params }: Props) {
  const { shop, reward: rewardId } = await params;
  if (!isUuid(rewardId)) notFound();
  const { api, base, staff } = await adminCaller(shop, `/rewards/${rewardId}`);
  const t = await getTranslations("rewards");
  if (canEditRewards(staff)) return <NoPermission title={t("admin.editTitle")} reason={t("errors.role")} />;
  const reward = await orNotFound(api.rewards.byId({ rewardId }));
  return (
    <>
      <PageHeader title={t("admin.editTitle")} back={{ href: `${base}/rewards`, label: t("admin.title") }} />
      <RewardEditor slug={shop} base={base} reward={reward} />
    </>
  );
}
