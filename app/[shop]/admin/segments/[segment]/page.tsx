import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { orNotFound } from "@/app/or-not-found";
import { SegmentPage } from "@/components/admin/segment-page";
import { SegmentSummary } from "@/components/segments/segment-summary";
import { canUseSegments } from "@/server/segments/access";
import { adminCaller } from "../../_parts/admin-gate";
import { CountedTarget } from "../../_parts/counted-segment";
import { SampledMembers } from "../../_parts/sampled-members";

interface Props {
  params: Promise<{ shop: string; segment: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("segments"))("title"),
});

export default async function Page({ params }: Props) {
  const { shop, segment: id } = await params;
  const { api, base, staff } = await adminCaller(shop, `/segments/${id}`);
  const { rule, names, ...segment } = await orNotFound(api.segments.byId({ id }));
  const count = (
    <Suspense fallback={<SegmentSummary rule={rule} names={names} count={null} />}>
      <CountedTarget count={api.segments.count({ rule })} rule={rule} names={names} />
    </Suspense>
  );
  const sample =
    canUseSegments(staff) === null ? (
      <SampledMembers members={api.segments.sample({ rule, count: 20 })} base={base} />
    ) : null;
  return <SegmentPage {...{ base, segment, sample }} summary={count} />;
}
