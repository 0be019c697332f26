import { getTranslations } from "next-intl/server";
import { NoPermission } from "@/components/admin/no-permission";
import { canUseSegments } from "@/server/segments/access";
import { adminCaller } from "../../_parts/admin-gate";
import { SegmentForm } from "../../_parts/segment-form";

interface Props {
  params: Promise<{ shop: string }>;
}

const noNames = { products: {}, categories: {}, stores: {} };

export const generateMetadata = async () => ({ title: (await getTranslations("segmentBuilder"))("new") });

export default async function Page({ params }: Props) {
  const { shop: slug } = await params;
  const { base, staff } = await adminCaller(slug, "/segments/new");
  const t = await getTranslations();
  if (canUseSegments(staff)) return <NoPermission title={t("segmentBuilder.new")} reason={t("segments.errors.role")} />;
  return <SegmentForm slug={slug} base={base} segment={null} names={noNames} canSeePersons />;
}
