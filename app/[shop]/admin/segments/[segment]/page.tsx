import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { orNotFound } from "@/app/or-not-found";
import { SegmentPage, SegmentSample } from "@/components/admin/segment-page";
import { SegmentSummary } from "@/components/segments/segment-summary";
import { Card } from "@/components/ui/card";
import { SkeletonText } from "@/components/ui/skeleton";
import { canUseSegments } from "@/server/segments/access";
import type { SegmentRule } from "@/server/segments/input";
import { adminCaller } from "../../_parts/admin-gate";
import { CountedTarget } from "../../_parts/counted-segment";

interface Props {
  params: Promise<{ shop: string; segment: string }>;
}

type Api = Awaited<ReturnType<typeof adminCaller>>["api"];

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("segments"))("title") });

export default async function Page({ params }: Props) {
  const { shop, segment: id } = await params;
  const { api, base, staff } = await adminCaller(shop, `/segments/${id}`);
  const { rule, names, ...segment } = await orNotFound(api.segments.byId({ id }));
  return (
    <SegmentPage
      base={base}
      segment={segment}
      summary={
        <Suspense fallback={<SegmentSummary rule={rule} names={names} count={null} />}>
          <CountedTarget count={api.segments.count({ rule })} rule={rule} names={names} />
        </Suspense>
      }
      sample={
        canUseSegments(staff) ? null : (
          <Suspense fallback={<Card><SkeletonText lines={6} /></Card>}>
            <Sample api={api} rule={rule} base={base} />
          </Suspense>
        )
      }
    />
  );
}

async function Sample({ api, rule, base }: { api: Api; rule: SegmentRule; base: string }) {
  const members = await api.segments.sample({ rule, count: 20 }).catch(() => null);
  return <SegmentSample base={base} members={members} />;
}
