import { getTranslations } from "next-intl/server";
import { OwnWords } from "@/app/[shop]/_parts/repairs/own-words";
import { requestView } from "@/app/[shop]/_parts/repairs/request-view";
import { PageHeader } from "@/components/layout/page-header";
import { RequestForm } from "@/components/repairs/request-form";
import { memberCaller, signInAddress } from "../../member-gate";
import { addressesAt, sendRequest } from "../actions";

type Props = { params: Promise<{ shop: string }>; searchParams: Promise<{ warranty?: string }> };

export const generateMetadata = async () => ({ title: (await getTranslations("repairs.form"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const [{ shop: slug }, { warranty }, t] = await Promise.all([params, searchParams, getTranslations("repairs")]);
  const path = `/repairs/new${warranty ? `?warranty=${encodeURIComponent(warranty)}` : ""}`;
  const { api, base } = await memberCaller(slug, path);
  const form = await api.repairs.form();
  const wanted = form.choices.find(({ product }) => product.by === "warranty" && product.warrantyId === warranty);
  const back = { href: `${base}/repairs`, label: t("mine.back") };
  return (
    <>
      <PageHeader title={t("form.title")} description={t("form.lead")} back={back} />
      <OwnWords>
        <RequestForm
          shop={slug}
          at="my"
          form={await requestView(form)}
          preset={wanted && !wanted.underWay ? `w:${warranty}` : null}
          draftKey={`${slug}.repair.${warranty ?? "new"}`}
          send={sendRequest.bind(null, slug)}
          lookUp={addressesAt.bind(null, slug)}
          signInHref={signInAddress(slug, path)}
          repairsHref={back.href}
        />
      </OwnWords>
    </>
  );
}
