import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money, Points } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { spokenNumber } from "./member-line";
import { SvgCode } from "./svg-code";

export interface CounterReceiptView {
  shop: { name: string; legalName: string; legalAddress: string };
  sale: {
    kind: string;
    externalId: string;
    storeName: string | null;
    occurredAt: Date;
    totalYen: number;
    pointsEarned: number;
    pointsSpent: number;
    lines: { lineNo: number; name: string; quantity: number; amountYen: number; returnedQuantity: number }[];
  };
  memberNo: string | null;
  available: number | null;
  claim: { codeSvg: string; lastDay: string } | null;
  /** Printed under it for the next visit. */
  coupons: readonly {
    code: string;
    spoken: string;
    title: { ja: string; en: string };
    validUntil: string;
    codeSvg: string;
  }[];
}

/** The receipt of the counter, as wide as its roll of paper: black on white whatever the screen's theme. */
export function CounterReceipt({ receipt }: { receipt: CounterReceiptView }) {
  const t = useTranslations("counter.receipt");
  const words = useTranslations("papers.receipt");
  const formats = useFormats();
  const locale = useLocale() === "en" ? "en" : "ja";
  const { shop, sale, memberNo, available, claim, coupons } = receipt;
  return (
    <article className="mx-auto grid w-full max-w-80 gap-3 rounded-lg border border-neutral-300 bg-white p-5 text-sm text-black print:rounded-none print:border-0 print:p-0">
      <header className="grid gap-1 text-center">
        <h1 className="text-lg">{words(sale.kind === "return" ? "returnTitle" : "title")}</h1>
        <p className="font-semibold">{shop.name}</p>
        {sale.storeName && <p>{sale.storeName}</p>}
        <p className="text-xs">{shop.legalName}</p>
        <p className="tabular text-xs">{formats.dateTime(sale.occurredAt)}</p>
      </header>
      <ul aria-label={words("item")} className="grid gap-1 border-y border-dashed border-neutral-500 py-2">
        {sale.lines.map((line) => (
          <li key={line.lineNo} className="grid grid-cols-[1fr_auto] gap-x-3">
            <span className="[overflow-wrap:anywhere]">
              {line.name || "-"}
              {Math.abs(line.quantity) > 1 && ` ×${formats.number(Math.abs(line.quantity))}`}
              {line.returnedQuantity > 0 && (
                <span className="block text-xs">{words("returned", { count: line.returnedQuantity })}</span>
              )}
            </span>
            <Money value={line.amountYen} className="tabular" />
          </li>
        ))}
      </ul>
      <dl className="grid gap-1">
        <Row term={words("total")} isMain>
          <Money value={sale.totalYen} />
        </Row>
        {memberNo !== null && (
          <>
            <Row term={words("member")}>{hidden(memberNo)}</Row>
            {sale.pointsSpent !== 0 && (
              <Row term={words("spent")}>
                <Points value={sale.pointsSpent} />
              </Row>
            )}
            <Row term={words("earned")}>
              <Points value={sale.pointsEarned} />
            </Row>
            <Row term={t("available")}>
              <Points value={available ?? 0} />
            </Row>
          </>
        )}
        <Row term={words("number")}>
          <span className="break-all">{sale.externalId}</span>
        </Row>
      </dl>
      {claim && (
        <section className="grid justify-items-center gap-2 border-t border-dashed border-neutral-500 pt-3 text-center">
          <p className="font-semibold [word-break:auto-phrase]">{t("claim")}</p>
          <SvgCode svg={claim.codeSvg} label={t("claimCode")} className="size-44" />
          <p className="text-xs">{t("claimUntil", { day: formats.date(claim.lastDay) })}</p>
        </section>
      )}
      {coupons.map((one) => (
        <section
          key={one.code}
          aria-label={one.title[locale]}
          className="grid justify-items-center gap-2 border-t border-dashed border-neutral-500 pt-3 text-center"
        >
          <p className="text-xs">{t("coupon")}</p>
          <p className="text-base font-semibold [word-break:auto-phrase]">{one.title[locale]}</p>
          <SvgCode svg={one.codeSvg} label={t("couponCode", { code: one.spoken })} className="size-32" />
          <p className="tabular text-xs">{one.spoken}</p>
          {/* The instant at which it ends is the first at which it is over: a day begins then. */}
          <p className="text-xs">{t("couponUntil", { day: formats.date(new Date(Date.parse(one.validUntil) - 1)) })}</p>
        </section>
      ))}
      <p className="text-xs text-neutral-800">{words("counterNote")}</p>
    </article>
  );
}

/** A receipt is thrown away in public: of the card only its end. */
const hidden = (memberNo: string) => spokenNumber(memberNo.slice(-4).padStart(memberNo.length, "*"));

const Row = ({ term, isMain, children }: { term: string; isMain?: boolean; children: ReactNode }) => (
  <div className={isMain ? "flex justify-between gap-4 text-base font-semibold" : "flex justify-between gap-4"}>
    <dt className="shrink-0">{term}</dt>
    <dd className="tabular text-end">{children}</dd>
  </div>
);
