import { useTranslations } from "next-intl";
import { DateTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { PaperActions, type PaperLink } from "./paper-actions";

interface Facts {
  number: string;
  productName: string;
  brand: string | null;
  startsOn: string;
  endsOn: string;
  state: "active" | "ended" | "voided";
  boughtAt: Date | null;
  storeName: string | null;
  receiptNo: string | null;
  memberNo: string;
  personName: string | null;
}

interface Props {
  facts: Facts;
  backHref: string;
  shop: { legalName: string; legalAddress: string; contactUrl: string };
  paper: PaperLink;
}

/** A warranty certificate (保証書), to be shown at the counter, printed or kept. */
export function CertificatePage({ facts, backHref, shop, paper }: Props) {
  const t = useTranslations("papers.warranty");
  const my = useTranslations("my.warranties");
  const formats = useFormats();
  const rows = [
    { key: "product", term: t("product"), value: <span className="font-medium">{facts.productName}</span> },
    { key: "brand", term: t("brand"), value: facts.brand },
    { key: "number", term: t("number"), value: <span className="tabular">{facts.number}</span> },
    {
      key: "period",
      term: t("period"),
      value: t("span", { from: formats.date(facts.startsOn), to: formats.date(facts.endsOn) }),
    },
    { key: "state", term: t("state"), value: t(`states.${facts.state}`) },
    { key: "bought", term: t("boughtAt"), value: facts.boughtAt && <DateTime value={facts.boughtAt} /> },
    { key: "store", term: t("store"), value: facts.storeName },
    {
      key: "receipt",
      term: t("receipt"),
      value: facts.receiptNo && <span className="break-all">{facts.receiptNo}</span>,
    },
    { key: "name", term: t("name"), value: facts.personName },
    { key: "member", term: t("member"), value: <span className="tabular">{facts.memberNo}</span> },
  ].filter(({ value }) => value !== null);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} back={{ href: backHref, label: my("title") }} />
      <div className="grid gap-6">
        <PaperActions paper={paper} />
        <Card>
          <DescriptionList items={rows} />
        </Card>
        <p className="text-xs text-ink-3">
          <span className="block font-medium text-ink-2">{shop.legalName}</span>
          {shop.legalAddress}
        </p>
      </div>
    </>
  );
}
