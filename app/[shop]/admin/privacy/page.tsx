import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { addressOf } from "@/components/admin/address";
import { PageHeader } from "@/components/layout/page-header";
import { TabLinks } from "@/components/ui/tabs";
import { canHandle } from "@/server/books/access";
import { adminCaller } from "../_parts/admin-gate";
import { ConsentExport } from "./consent-export";
import { EnterRequest } from "./enter-request";
import { RequestList } from "./request-list";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ cursor?: string; view?: string }>;
}
export const generateMetadata = async () => ({ title: (await getTranslations("books.requests"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const { cursor, view } = await searchParams;
  const { api, base, staff } = await adminCaller((await params).shop, "/privacy", { view, cursor });
  if (canHandle(staff)) notFound();
  const [t, path] = [await getTranslations("books.requests"), `${base}/privacy`];
  const isAll = view === "all";
  const { requests, nextCursor } = await orNotFound(
    api.books.requests({ ...(isAll ? {} : { state: "waiting" }), cursor }),
  );
  const tabs = [
    { href: path, label: t("waiting"), current: !isAll },
    { href: `${path}?view=all`, label: t("all"), current: isAll },
  ];
  return (
    <div className="grid gap-6">
      <PageHeader title={t("title")} description={t("lead")} actions={<EnterRequest />} />
      <TabLinks label={t("state")} items={tabs} />
      <RequestList {...{ base, requests }} nextHref={nextCursor && addressOf(path, { view, cursor: nextCursor })} />
      <ConsentExport listHref={`${base}/exports`} />
    </div>
  );
}
