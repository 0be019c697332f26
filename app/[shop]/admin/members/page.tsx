import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { memberFilters } from "@/components/admin/member-filters";
import { MembersPage } from "@/components/admin/members-page";
import { PersonsHidden } from "@/components/admin/persons-hidden";
import { orNotFound } from "@/app/or-not-found";
import { canSeeMembers } from "@/server/members/access";
import { adminCaller } from "../_parts/admin-gate";
import { AddressSearch } from "../_parts/address-search";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ q?: string; filter?: string; cursor?: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("admin.members"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const { api, base, staff, context } = await adminCaller((await params).shop, "/members", await searchParams);
  const t = await getTranslations("admin.members");
  if (canSeeMembers(staff)) return <PersonsHidden title={t("title")} />;
  const { q = "", filter: wanted, cursor } = await searchParams;
  const filter = memberFilters.find((name) => name === wanted) ?? "all";
  const mailOptIn = filter === "consenting" ? true : filter === "silent" ? false : undefined;
  const found = await orNotFound(
    api.members.search({ q: q.slice(0, 100), mailOptIn, withdrawn: filter === "withdrawn", cursor }),
  );
  return (
    <MembersPage
      {...{ base, q, filter, now: context.now }}
      members={found.members}
      nextCursor={found.nextCursor}
      isFirstPage={!cursor}
      search={<AddressSearch label={t("search")} placeholder={t("searchHint")} />}
    />
  );
}
