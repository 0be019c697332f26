import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { MyPagePreview, previewPages } from "@/components/admin/my-page-preview";
import { PersonsHidden } from "@/components/admin/persons-hidden";
import { shopBrand } from "@/components/layout/shop-brand";
import { canSeeMembers } from "@/server/members/access";
import { adminCaller } from "../../../_parts/admin-gate";
import { previewContent } from "./preview-content";

interface Props {
  params: Promise<{ shop: string; member: string }>;
  searchParams: Promise<{ page?: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("memberDesk.preview"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const [{ shop, member: memberId }, query] = await Promise.all([params, searchParams]);
  const { api, base, staff, context } = await adminCaller(shop, `/members/${memberId}/my-page`, query);
  if (canSeeMembers(staff)) return <PersonsHidden title={(await getTranslations("memberDesk.preview"))("title")} />;
  const page = previewPages.find((name) => name === query.page) ?? "home";
  const member = await orNotFound(api.members.byId({ memberId }));
  return (
    <MyPagePreview {...{ base, member, page }} shop={shopBrand(context.shop)}>
      {member.withdrawnAt ? null : await previewContent(context, memberId, page)}
    </MyPagePreview>
  );
}
