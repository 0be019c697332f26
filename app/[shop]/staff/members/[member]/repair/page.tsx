import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { addressesAt, takeIn } from "@/app/[shop]/staff/repairs/actions";
import { OwnWords } from "@/app/[shop]/_parts/repairs/own-words";
import { requestView } from "@/app/[shop]/_parts/repairs/request-view";
import { PersonName } from "@/components/format/person-name";
import { PageHeader } from "@/components/layout/page-header";
import { RequestForm } from "@/components/repairs/request-form";
import { callerFor } from "@/server/trpc/caller";
import { counterStore } from "../../../_parts/counter-store";

type Props = { params: Promise<{ shop: string; member: string }> };

/** A repair taken in for the person at the counter. */
export default async function Page({ params }: Props) {
  const { shop: slug, member: memberId } = await params;
  const { api } = await callerFor(slug);
  const [t, member] = [await getTranslations("repairs.form"), await orNotFound(api.members.byId({ memberId }))];
  const [form, storeId] = [await requestView(await api.repairs.formFor({ memberId })), await counterStore(slug)];
  const name = <PersonName name={{ ...member, memberNumber: member.memberNo }} kana={false} honorific />;
  const back = { href: `/${slug}/staff/members/${memberId}`, label: t("backToMember") };
  return (
    <>
      <PageHeader title={t("counterTitle")} description={<>{name}</>} back={back} />
      <OwnWords>
        <RequestForm
          {...{ form, storeId }}
          shop={slug}
          at="counter"
          preset={null}
          draftKey={`${slug}.take-in.${memberId}`}
          send={takeIn.bind(null, slug, memberId)}
          lookUp={addressesAt.bind(null, slug)}
          signInHref={`/sign-in?returnTo=/${slug}/staff/members/${memberId}/repair`}
          repairsHref={`/${slug}/staff/repairs`}
        />
      </OwnWords>
    </>
  );
}
