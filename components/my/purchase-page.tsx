import { useTranslations } from "next-intl";
import { Money, Points } from "@/components/format/amount";
import { DateTime } from "@/components/format/date-time";
import { EarnedParts } from "@/components/earning/earned-parts";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { PaperActions, type PaperLink } from "./paper-actions";
import { ProductPicture } from "./product-picture";
import type { PurchaseView } from "./purchase-list";

interface Props {
  purchase: PurchaseView & {
    /** Whose points of the family it was paid with, beside one's own. */
    familyPoints?: readonly { memberId: string; name: string | null; points: number }[];
  };
  backHref: string;
  shop: { name: string; legalName: string; legalAddress: string };
  memberNo: string;
  personName: string | null;
  paper: PaperLink;
}

/** One receipt (購入明細): what, where, how much, and the points of it; on paper it stands without the rest of My Page. */
export function PurchasePage({ purchase, backHref, shop, memberNo, personName, paper }: Props) {
  const t = useTranslations("my.purchases");
  const words = useTranslations("papers.receipt");
  const why = useTranslations("earning.why");
  const facts = [
    { key: "at", term: t("boughtAt"), value: <DateTime value={purchase.occurredAt} form="dateTime" /> },
    { key: "store", term: t("store"), value: purchase.storeName },
    { key: "no", term: t("receiptNo"), value: <span className="break-all">{purchase.externalId}</span> },
    { key: "member", term: words("member"), value: <span className="tabular">{memberNo}</span> },
    { key: "spent", term: t("spent"), value: <Points value={purchase.pointsSpent} /> },
    ...(purchase.familyPoints ?? []).map(({ memberId, name, points }) => ({
      key: memberId,
      term: t("family"),
      value: (
        <>
          {name ?? t("familyNameless")} <Points value={points} />
        </>
      ),
    })),
    { key: "earned", term: t("earned"), value: <Points value={purchase.pointsEarned} /> },
    { key: "total", term: t("total"), value: <Money value={purchase.totalYen} className="font-semibold" /> },
  ];
  return (
    <>
      <PageHeader
        title={<DateTime value={purchase.occurredAt} />}
        back={{ href: backHref, label: t("back") }}
        badge={purchase.kind === "return" && <Badge tone="info">{t("return")}</Badge>}
      />
      <div className="grid gap-6">
        <PaperActions paper={paper} />
        <div className="hidden print:block">
          <p className="text-xl font-semibold">{words(purchase.kind === "return" ? "returnTitle" : "title")}</p>
          {personName && <p className="mt-2">{words("to", { name: personName })}</p>}
        </div>
        <Section title={t("lines")}>
          <Card flush>
            <ul className="divide-y divide-line">
              {purchase.lines.map((line) => (
                <li key={line.lineId} className="flex items-center gap-3 p-3 sm:p-4">
                  <ProductPicture url={line.imageUrl} className="size-12" />
                  <span className="grid min-w-0 flex-1 gap-0.5">
                    <span className="text-sm leading-snug">{line.name || t("unknownProduct")}</span>
                    <span className="tabular text-xs text-ink-3">
                      <Money value={line.unitPriceYen} /> × {t("quantity", { count: Math.abs(line.quantity) })}
                      {line.returnedQuantity > 0 && <> ・ {t("returned", { count: line.returnedQuantity })}</>}
                    </span>
                  </span>
                  <Money value={line.amountYen} className="text-sm font-medium" />
                </li>
              ))}
            </ul>
          </Card>
        </Section>
        <Card>
          <DescriptionList items={facts} />
        </Card>
        {purchase.why.length > 0 && (
          <Section title={why("title")}>
            <Card>
              <EarnedParts parts={purchase.why} lines={purchase.lines} />
            </Card>
          </Section>
        )}
        <div className="text-xs text-ink-3">
          <p className="font-medium text-ink-2">{shop.legalName}</p>
          <p>{shop.legalAddress}</p>
          <p className="mt-2">{words("taxKnown")}</p>
          <p>{words("note")}</p>
        </div>
      </div>
    </>
  );
}
