import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { PersonsHidden } from "@/components/admin/persons-hidden";
import { PageHeader } from "@/components/layout/page-header";
import { canMerge } from "@/server/identity/access";
import { adminCaller } from "../../../_parts/admin-gate";
import { MergeForm } from "./merge-form";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ from?: string; to?: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("identity.compare"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const { from = "", to = "" } = await searchParams;
  const { api, base, staff } = await adminCaller((await params).shop, "/members/duplicates/compare", { from, to });
  const t = await getTranslations("identity.compare");
  if (canMerge(staff)) return <PersonsHidden title={t("title")} />;
  const preview = await orNotFound(api.identity.preview({ fromMemberId: from, toMemberId: to }));
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        back={{ href: `${base}/members/duplicates`, label: t("back") }}
      />
      <MergeForm key={`${from}${to}`} base={base} preview={preview} />
    </>
  );
}
