import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { MemberPage, memberViews } from "@/components/admin/member-page";
import { PersonsHidden } from "@/components/admin/persons-hidden";
import { canSeeMembers } from "@/server/members/access";
import { adminCaller } from "../../_parts/admin-gate";
import { memberSlots } from "./member-slots";
import { memberView } from "./member-view";
import { mergedView } from "./merged-view";

interface Props {
  params: Promise<{ shop: string; member: string }>;
  searchParams: Promise<{ view?: string; cursor?: string; kind?: string; merged?: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("admin.member"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const [{ shop, member: memberId }, query] = await Promise.all([params, searchParams]);
  const caller = await adminCaller(shop, `/members/${memberId}`, query);
  if (canSeeMembers(caller.staff)) return <PersonsHidden title={(await getTranslations("admin.member"))("title")} />;
  const view = memberViews.find((name) => name === query.view) ?? "timeline";
  const member = await orNotFound(caller.api.members.byId({ memberId }));
  const merged = await mergedView(caller, memberId, query.merged);
  const [slots, content] = await Promise.all([
    memberSlots(caller, member),
    memberView(caller, { member, view, cursor: query.cursor, kind: query.kind }),
  ]);
  return (
    <MemberPage {...{ member, view, base: caller.base, now: caller.context.now }} {...slots}>
      {merged}
      {content}
    </MemberPage>
  );
}
