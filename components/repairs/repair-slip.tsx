import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PersonName } from "@/components/format/person-name";
import { useFormats } from "@/components/format/use-formats";
import type { Coverage, RepairState, Symptom } from "@/server/repairs/input";
import { spoken } from "./spoken";

export interface Slip {
  repair: {
    receiptNo: string;
    state: RepairState;
    requestedAt: Date;
    productName: string;
    serialNo: string | null;
    accessories: string | null;
    symptom: Symptom;
    description: string;
    coverage: Coverage;
    promisedOn: string | null;
  };
  member: {
    memberNo: string;
    familyName: string | null;
    givenName: string | null;
    familyKana: string | null;
    givenKana: string | null;
    phone: string | null;
  };
  shop: { name: string; legalName: string };
  store: { name: string; address: string | null; phone: string | null } | null;
  diagnosticFeeYen: number;
  barcodeSvg: string;
}

/** The paper that a customer takes home (修理お預かり票): A5 or A4, black on white whatever the screen's theme. */
export function RepairSlip({ slip }: { slip: Slip }) {
  const t = useTranslations("repairs");
  const formats = useFormats();
  const { repair, member, shop, store } = slip;
  const rows: [string, ReactNode][] = [
    [t("slip.receivedOn"), formats.date(repair.requestedAt)],
    [t("slip.customer"), <PersonName key="name" name={{ ...member, memberNumber: member.memberNo }} honorific />],
    [t("slip.memberNo"), member.memberNo],
    ...(member.phone ? ([[t("slip.phone"), member.phone]] as [string, ReactNode][]) : []),
    [t("slip.product"), repair.productName],
    ...(repair.serialNo ? ([[t("slip.serial"), repair.serialNo]] as [string, ReactNode][]) : []),
    [t("slip.accessories"), repair.accessories ?? t("slip.none")],
    [t("slip.symptom"), `${t(`symptoms.${repair.symptom}`)}　${repair.description}`],
    [t("slip.coverage"), t(repair.coverage === "warranty" ? "page.coverageWarranty" : "page.coveragePaid")],
    [t("slip.promised"), repair.promisedOn ? formats.date(repair.promisedOn) : t("slip.undecided")],
    [t("slip.store"), store ? [store.name, store.address, store.phone].filter(Boolean).join("　") : shop.name],
  ];
  return (
    <article className="mx-auto w-full max-w-2xl rounded-lg border border-neutral-300 bg-white p-6 text-black print:max-w-none print:rounded-none print:border-0 print:p-0">
      <header className="flex flex-wrap items-start justify-between gap-4 border-b-2 border-black pb-4">
        <div>
          <p className="text-sm font-semibold">{shop.name}</p>
          <h1 className="mt-1 text-2xl">{t("slip.title")}</h1>
        </div>
        <div className="text-center">
          <span
            role="img"
            aria-label={t("slip.barcode", { number: spoken(repair.receiptNo) })}
            className="block h-14 w-56 [&_svg]:size-full"
            // Drawn by ourselves from eight digits.
            // oxlint-disable-next-line react/no-danger -- an SVG of our own drawing
            dangerouslySetInnerHTML={{ __html: slip.barcodeSvg }}
          />
          <p className="tabular text-xl font-bold tracking-widest">{spoken(repair.receiptNo)}</p>
        </div>
      </header>
      <dl className="mt-4 text-sm">
        {rows.map(([term, value]) => (
          <div key={term} className="grid grid-cols-[8rem_1fr] gap-4 border-b border-neutral-300 py-2">
            <dt className="text-neutral-700">{term}</dt>
            <dd className="font-medium [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-xs leading-relaxed text-neutral-800">
        {slip.diagnosticFeeYen > 0
          ? t("slip.terms", { amount: formats.yen(slip.diagnosticFeeYen) })
          : t("slip.termsNoFee")}
      </p>
      <div className="mt-6 flex items-end justify-between gap-6 text-xs">
        <p>{shop.legalName}</p>
        <p className="w-64 border-b border-black pb-6">{t("slip.sign")}</p>
      </div>
    </article>
  );
}
