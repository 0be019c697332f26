import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PersonsHidden } from "@/components/admin/persons-hidden";
import { canMerge } from "@/server/identity/access";
import { adminCaller } from "../../_parts/admin-gate";
import { type DuplicatesQuery, duplicatesParts } from "./_parts/duplicates-parts";
import { DuplicatesPage } from "./_parts/duplicates-page";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<DuplicatesQuery>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("identity.list"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const query = await searchParams;
  const caller = await adminCaller((await params).shop, "/members/duplicates", { ...query });
  if (canMerge(caller.staff)) return <PersonsHidden title={(await getTranslations("identity.list"))("title")} />;
  return <DuplicatesPage {...(await duplicatesParts(caller, query))} />;
}
