"use client";

import { CreditCard, House, ShoppingBasket, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { useReader } from "@/components/scan/use-reader";
import { IssuedCard } from "@/components/staff/issued-card";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { useTill } from "./till";
import { useCardScan } from "./use-card-scan";

type Issued = {
  memberId: string;
  card: { spoken: string; symbology: string; svg: string };
  claim: { svg: string };
};
type Props = {
  issued: Issued /** Back to where the next customer begins. */;
  onNext: () => void;
  nextIs: "home" | "another";
};

/** A card just issued, and the ways on. */
export function IssuedView({ issued: { memberId, card, claim }, onNext, nextIs }: Props) {
  const t = useTranslations("staff.issue");
  const till = useTill();
  const scanned = useCardScan();
  useReader((text) => void scanned.scan(text));
  return (
    <>
      <PageHeader title={t("done")} description={t("doneLead")} />
      {scanned.error && (
        <Notice tone="danger" className="mb-4">
          {scanned.error}
        </Notice>
      )}
      <IssuedCard spoken={card.spoken} isSquare={card.symbology === "qr"} codeSvg={card.svg} claimSvg={claim.svg} />
      <div className="mt-5 grid gap-3 sm:grid-cols-3">
        <ButtonLink
          href={till.saleHref(memberId)}
          variant="primary"
          className="min-h-16 text-lg"
          icon={<ShoppingBasket aria-hidden />}
        >
          {t("toSale")}
        </ButtonLink>
        <ButtonLink href={till.memberHref(memberId)} className="min-h-16" icon={<UserRound aria-hidden />}>
          {t("toMember")}
        </ButtonLink>
        <Button
          className="min-h-16"
          icon={nextIs === "home" ? <House aria-hidden /> : <CreditCard aria-hidden />}
          onClick={onNext}
        >
          {t(nextIs)}
        </Button>
      </div>
    </>
  );
}
