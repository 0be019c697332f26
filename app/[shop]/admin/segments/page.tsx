import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { SegmentsPage } from "@/components/admin/segments-page";
import { SegmentSummary } from "@/components/segments/segment-summary";
import type { SegmentNames, SegmentRule } from "@/server/segments/input";
import { CountedTarget } from "../_parts/counted-segment";
import { adminCaller } from "../_parts/admin-gate";

interface Props {
  params: Promise<{ shop: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("segments"))("title") });

export default async function Page({ params }: Props) {
  const { api, base } = await adminCaller((await params).shop, "/segments");
  const [saved, live] = await Promise.all([api.segments.list(), api.campaigns.list({ state: "live", limit: 20 })]);
  const campaigns = await Promise.all(
    live.rows.map(async ({ id, name }) => {
      const rule = (await api.campaigns.byId({ campaignId: id })).current?.definition.target.rule ?? {
        type: "everyone" as const,
      };
      return { id, name, rule, names: await api.segments.names({ rule }) };
    }),
  );
  const summary = (rule: SegmentRule, names: SegmentNames) => (
    <Suspense fallback={<SegmentSummary rule={rule} names={names} count={null} />}>
      <CountedTarget count={api.segments.count({ rule })} rule={rule} names={names} />
    </Suspense>
  );
  return (
    <SegmentsPage
      base={base}
      saved={saved.rows.map(({ id, name, rule }) => ({ id, name, summary: summary(rule, saved.names) }))}
      campaigns={campaigns.map(({ id, name, rule, names }) => ({ id, name, summary: summary(rule, names) }))}
    />
  );
}
