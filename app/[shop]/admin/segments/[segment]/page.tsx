import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { SegmentPage } from "@/components/admin/segment-page";
import { HistoryChart } from "@/components/segments/history-chart";
import { canUseSegments } from "@/server/segments/access";
import { adminCaller } from "../../_parts/admin-gate";
import { CountedRule } from "../../_parts/counted-segment";
import { SampledMembers } from "../../_parts/sampled-members";
import { SegmentActions } from "../../_parts/segment-actions";

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
  const [t, uses, history] = await Promise.all([
    getTranslations("segments.errors"),
    api.segments.usedBy({ id }),
    api.segments.history({ id }),
  ]);
  const isBuilder = canUseSegments(staff) === null;
  return (
    <SegmentPage
      {...{ base, segment, uses }}
      summary={<CountedRule {...{ rule, names, known: null }} count={() => api.segments.count({ rule })} />}
      sample={isBuilder ? <SampledMembers members={api.segments.sample({ rule, count: 20 })} base={base} /> : null}
      actions={<SegmentActions {...{ base, segment, uses: uses.length, refusal: isBuilder ? undefined : t("role") }} />}
      history={<HistoryChart days={history} />}
    />
  );
}
