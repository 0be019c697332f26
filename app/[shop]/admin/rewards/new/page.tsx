import { getTranslations } from "next-intl/server";
import { NoPermission } from "@/components/admin/no-permission";
import { PageHeader } from "@/components/layout/page-header";
import { canEditRewards } from "@/server/rewards/access";
import { adminCaller } from "../../_parts/admin-gate";
import { RewardEditor } from "../_parts/reward-editor";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("rewards.admin"))("newTitle") });

export default async function Page({ params }: Props) {
  const { shop } = await params;
  const { base, staff } = await adminCaller(shop, "/rewards/new");
  const t = await getTranslations("rewards");
  if (canEditRewards(staff)) return <NoPermission title={t("admin.newTitle")} reason={t("errors.role")} />;
  return (
    <>
      <PageHeader title={t("admin.newTitle")} back={{ href: `${base}/rewards`, label: t("admin.title") }} />
      <RewardEditor slug={shop} base={base} reward={null} />
    </>
  );
}
