import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { NoPermission } from "@/components/admin/no-permission";
import { canUseSegments } from "@/server/segments/access";
import { adminCaller } from "../../../_parts/admin-gate";
import { SegmentForm } from "../../../_parts/segment-form";

interface Props {
  params: Promise<{ shop: string; segment: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("segmentBuilder"))("edit") });

export default async function Page({ params }: Props) {
  const { shop: slug, segment: id } = await params;
  const { api, base, staff } = await adminCaller(slug, `/segments/${id}/edit`);
  const t = await getTranslations();
  const { names, archivedAt, ...segment } = await orNotFound(api.segments.byId({ id }));
  if (archivedAt) notFound();
  if (canUseSegments(staff)) return <NoPermission title={segment.name} reason={t("segments.errors.role")} />;
  return <SegmentForm slug={slug} base={base} segment={segment} names={names} canSeePersons />;
}
