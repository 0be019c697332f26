import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MembersPage } from "@/components/admin/members-page";
import { PersonsHidden } from "@/components/admin/persons-hidden";
import { memberListState } from "@/components/admin/member-filters";
import { canSeeMembers } from "@/server/members/access";
import { adminCaller } from "../_parts/admin-gate";
import { memberListParts } from "./_parts/member-list-parts";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("memberDesk.list"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const query = await searchParams;
  const caller = await adminCaller((await params).shop, "/members", query);
  if (canSeeMembers(caller.staff)) return <PersonsHidden title={(await getTranslations("memberDesk.list"))("title")} />;
  return <MembersPage {...(await memberListParts(caller, memberListState(query), query))} />;
}
