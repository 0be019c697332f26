import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { PageHeader } from "@/components/layout/page-header";
import { canRequestExport } from "@/server/tenancy/access";
import { adminCaller } from "../_parts/admin-gate";
import { ExportList } from "./export-list";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ cursor?: string }>;
}
export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("access.exports"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const [{ shop: slug }, { cursor }] = [await params, await searchParams];
  const { api, base, staff } = await adminCaller(slug, "/exports", { cursor });
  if (canRequestExport(staff)) notFound();
  const t = await getTranslations("access.exports");
  const { exports, nextCursor } = await orNotFound(api.access.exports({ cursor }));
  const { approvalAbovePersons: limit } = await api.access.settings();
  const path = `${base}/exports`;
  const nextHref = nextCursor && `${path}?cursor=${encodeURIComponent(nextCursor)}`;
  return (
    <>
      <PageHeader title={t("title")} description={t("description", { limit })} />
      <ExportList slug={slug} exports={exports} nextHref={nextHref} firstHref={cursor ? path : null} />
    </>
  );
}
