import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { addressOf } from "@/components/admin/address";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { canWatch } from "@/server/watch/access";
import { findingStates, watchRuleNames } from "@/server/watch/input";
import { adminCaller } from "../_parts/admin-gate";
import { FindingFilters } from "./finding-filters";
import { FindingList } from "./finding-list";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ cursor?: string; state?: string; rule?: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("watch.watch"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const { cursor, ...query } = await searchParams;
  const { api, base, staff } = await adminCaller((await params).shop, "/watch", { ...query, cursor });
  if (canWatch(staff)) notFound();
  const t = await getTranslations("watch.watch");
  const state = findingStates.find((one) => one === (query.state ?? "open"));
  const rule = watchRuleNames.find((one) => one === query.rule);
  const { findings, nextCursor } = await orNotFound(api.watch.findings({ state, rule, cursor }));
  const path = `${base}/watch`;
  return (
    <div className="grid gap-6">
      <PageHeader
        title={t("title")}
        description={t("lead")}
        actions={<ButtonLink href={`${path}/rules`}>{t("rules")}</ButtonLink>}
      />
      <FindingFilters path={path} value={{ state: state ?? "any", rule }} />
      <FindingList {...{ base, findings }} nextHref={nextCursor && addressOf(path, { ...query, cursor: nextCursor })} />
    </div>
  );
}
