import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { MemberPage, memberViews } from "@/components/admin/member-page";
import { PersonsHidden } from "@/components/admin/persons-hidden";
import { canSeeMembers } from "@/server/members/access";
import { AdjustPoints } from "../../_parts/adjust-points";
import { adminCaller } from "../../_parts/admin-gate";
import { memberView } from "./member-view";

interface Props {
  params: Promise<{ shop: string; member: string }>;
  searchParams: Promise<{ view?: string; cursor?: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("admin.member"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const { shop, member: memberId } = await params;
  const { api, base, staff, context } = await adminCaller(shop, `/members/${memberId}`, await searchParams);
  if (canSeeMembers(staff)) return <PersonsHidden title={(await getTranslations("admin.member"))("title")} />;
  const { view: wanted, cursor } = await searchParams;
  const view = memberViews.find((name) => name === wanted) ?? "timeline";
  const member = await orNotFound(api.members.byId({ memberId }));
  const [points, suppressions, stores, content] = await Promise.all([
    api.points.ofMember({ memberId }),
    api.delivery.suppressionsOf({ memberId }),
    api.tenancy.stores(),
    memberView(api, { base, memberId, view, cursor }),
  ]);
  return (
    <MemberPage
      {...{ base, member, view, points, suppressions, now: context.now }}
      storeName={stores.find(({ id }) => id === member.joinedStoreId)?.name ?? null}
      adjust={<AdjustPoints memberId={memberId} available={points.wallet.available} refusal={points.adjustRefusal} />}
    >
      {content}
    </MemberPage>
  );
}
