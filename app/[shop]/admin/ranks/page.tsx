import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { VersionList } from "@/components/ranks/version-list";
import { adminCaller } from "../_parts/admin-gate";
import { InForce } from "./_parts/in-force";
import { RankEditor } from "./_parts/rank-editor";
import { RunNotice, ScheduledNotice } from "./_parts/notices";

interface Props {
  params: Promise<{ shop: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("ranks"))("title") });

export default async function Page({ params }: Props) {
  const { api, shop } = await adminCaller((await params).shop, "/ranks");
  const [t, desk, counts] = await Promise.all([getTranslations("ranks"), api.ranks.desk(), api.ranks.counts()]);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <div className="grid gap-8">
        {desk.run && desk.run.state !== "done" && <RunNotice run={desk.run} />}
        {desk.scheduled && <ScheduledNotice version={desk.scheduled} refusal={desk.editRefusal} />}
        {desk.current && <InForce version={desk.current} counts={counts} />}
        <RankEditor slug={shop.slug} desk={desk} />
        {desk.versions.length > 0 && (
          <VersionList versions={desk.versions} currentId={desk.current?.programId ?? null} today={desk.today} />
        )}
      </div>
    </>
  );
}
