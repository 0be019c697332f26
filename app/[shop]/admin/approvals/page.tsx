import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { addressOf } from "@/components/admin/address";
import { PageHeader } from "@/components/layout/page-header";
import { TabLinks } from "@/components/ui/tabs";
import { canAsk } from "@/server/watch/access";
import { adminCaller } from "../_parts/admin-gate";
import { ApprovalList } from "./approval-list";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ cursor?: string; view?: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("watch.approvals"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const { cursor, view } = await searchParams;
  const { api, base, staff } = await adminCaller((await params).shop, "/approvals", { view, cursor });
  if (canAsk(staff)) notFound();
  const t = await getTranslations("watch.approvals");
  const path = `${base}/approvals`;
  const state = view === "all" ? "all" : "waiting";
  const { approvals, nextCursor } = await orNotFound(api.watch.approvals({ state, cursor }));
  return (
    <div className="grid gap-6">
      <PageHeader title={t("title")} description={t("lead")} />
      <TabLinks
        label={t("state")}
        items={[
          { href: path, label: t("waitingOnly"), current: state === "waiting" },
          { href: `${path}?view=all`, label: t("all"), current: state === "all" },
        ]}
      />
      <ApprovalList {...{ base, approvals }} nextHref={nextCursor && addressOf(path, { view, cursor: nextCursor })} />
    </div>
  );
}
