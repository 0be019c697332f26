"use client";

import { useQuery } from "@tanstack/react-query";
import { Coins, Gift, QrCode, ReceiptText, ShieldCheck, ShoppingBasket, SlidersHorizontal, Wrench } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { AdjustPointsDialog } from "@/app/adjust-points-dialog";
import { useTRPC } from "@/app/trpc-provider";
import { PersonName } from "@/components/format/person-name";
import { RankChip } from "@/components/ranks/rank-chip";
import { PageHeader } from "@/components/layout/page-header";
import { useReader } from "@/components/scan/use-reader";
import { type CounterMember, spokenNumber } from "@/components/staff/member-line";
import { OfferList } from "@/components/staff/offer-list";
import { PointsPanel } from "@/components/staff/points-panel";
import { PurchaseList } from "@/components/staff/purchase-list";
import { WarrantyList } from "@/components/staff/warranty-list";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Answer } from "./answer";
import { ClaimDialog } from "./claim-dialog";
import { MemberCoupons } from "./member-coupons";
import { MemberRewards } from "./member-rewards";
import { ReceiptDialog } from "./receipt-dialog";
import { RedeemDialog } from "./redeem-dialog";
import { SpendProof } from "./spend-proof";
import { useTill } from "./till";
import { useCardScan } from "./use-card-scan";

/** Warranties that end within this many days are worth a word at the counter. */
const SOON_DAYS = 60;

type Props = { member: CounterMember & { withdrawnAt: Date | null; emailVerifiedAt: Date | null } };

/** The person at the counter: points, warranties that end, last purchases, what to offer, and what can be done. */
export function MemberCounter({ member }: Props) {
  const t = useTranslations("staff.member");
  const repairs = useTranslations("repairs");
  const receipts = useTranslations("watch.claim");
  const trpc = useTRPC();
  const till = useTill();
  const card = useCardScan();
  const [dialog, setDialog] = useState<"adjust" | "claim" | "redeem" | "receipt" | null>(null);
  const ref = { memberId: member.memberId };
  const points = useQuery(trpc.points.ofMember.queryOptions(ref));
  const standing = useQuery(trpc.ranks.ofMember.queryOptions(ref)).data;
  const locale = useLocale() === "en" ? "en" : "ja";
  const warranties = useQuery(trpc.warranties.ofMember.queryOptions(ref));
  const purchases = useQuery(trpc.purchases.ofMember.queryOptions({ ...ref, limit: 5 }));
  const offers = useQuery(trpc.insights.forMember.queryOptions({ ...ref, count: 3 }));
  const { remember } = till;
  useEffect(() => remember(member), [remember, member]);
  useReader((text) => void card.scan(text));
  const spoken = spokenNumber(member.memberNo);
  const isNamed = Boolean(member.familyName || member.givenName || member.familyKana || member.givenKana);
  const hasLeft = member.withdrawnAt ? t("hasLeft") : undefined;
  const available = points.data?.wallet.available ?? 0;
  const refusal = points.data?.adjustRefusal;
  return (
    <>
      <PageHeader
        back={{ href: `/${till.slug}/staff`, label: t("back") }}
        title={<PersonName name={{ ...member, memberNumber: spoken }} honorific />}
        description={isNamed ? <span className="tabular">{t("number", { number: spoken })}</span> : t("nameless")}
        badge={
          hasLeft ? (
            <Badge tone="danger">{t("left")}</Badge>
          ) : (
            standing && <RankChip name={standing.rank.name[locale]} color={standing.rank.color} size="md" />
          )
        }
      />
      <div className="grid gap-6">
        {card.error && <Notice tone="danger">{card.error}</Notice>}
        {hasLeft ? <Notice tone="warn">{hasLeft}</Notice> : available > 0 && <SpendProof memberId={member.memberId} />}
        <div className="grid gap-5 lg:grid-cols-2">
          <Card className="grid content-center">
            <h2 className="sr-only">{t("points")}</h2>
            <Answer of={points} lines={2}>
              {(data) => <PointsPanel wallet={data.wallet} />}
            </Answer>
          </Card>
          <div className="grid grid-cols-2 gap-3">
            <Act href={till.saleHref(member.memberId)} reason={hasLeft} icon={<ShoppingBasket aria-hidden />} primary>
              {t("sale")}
            </Act>
            <Button
              className="min-h-16 px-2"
              icon={<Coins aria-hidden />}
              disabledReason={hasLeft ?? (points.data && available === 0 ? t("noPoints") : undefined)}
              onClick={() => setDialog("redeem")}
            >
              {t("redeem")}
            </Button>
            <Button
              className="min-h-16 px-2"
              icon={<SlidersHorizontal aria-hidden />}
              disabledReason={hasLeft ?? (refusal ? t("mayNotAdjust") : undefined)}
              onClick={() => setDialog("adjust")}
            >
              {t("adjust")}
            </Button>
            <Button
              className="min-h-16 px-2"
              icon={<QrCode aria-hidden />}
              disabledReason={hasLeft ?? (member.emailVerifiedAt ? t("signsInByMail") : undefined)}
              onClick={() => setDialog("claim")}
            >
              {t("claim")}
            </Button>
            <Button
              className="min-h-16 px-2"
              icon={<ReceiptText aria-hidden />}
              disabledReason={hasLeft}
              onClick={() => setDialog("receipt")}
            >
              {receipts("counter")}
            </Button>
            <Act href={`${till.memberHref(member.memberId)}/repair`} reason={hasLeft} icon={<Wrench aria-hidden />}>
              {repairs("form.takeIn")}
            </Act>
          </div>
        </div>
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <MemberCoupons memberId={member.memberId} reason={hasLeft} />
          <MemberRewards memberId={member.memberId} reason={hasLeft} />
        </div>
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <Section title={t("warranties", { days: SOON_DAYS })}>
            <Card flush>
              <Answer of={warranties}>
                {(all) => {
                  const ending = all.filter((w) => w.state === "active" && w.daysLeft <= SOON_DAYS);
                  return ending.length > 0 ? (
                    <WarrantyList warranties={ending} />
                  ) : (
                    <EmptyState icon={<ShieldCheck />} title={t("noWarranties")} className="py-8" />
                  );
                }}
              </Answer>
            </Card>
          </Section>
          <Section title={t("offers")}>
            <Card flush>
              <Answer of={offers}>
                {(found) =>
                  found.length > 0 ? (
                    <OfferList
                      offers={found.map((offer) => ({
                        ...offer,
                        because: offer.reason && "anchorName" in offer.reason ? offer.reason.anchorName : null,
                      }))}
                    />
                  ) : (
                    <EmptyState icon={<Gift />} title={t("noOffers")} className="py-8" />
                  )
                }
              </Answer>
            </Card>
          </Section>
        </div>
        <Section title={t("purchases")}>
          <Card flush>
            <Answer of={purchases}>
              {({ rows }) =>
                rows.length > 0 ? (
                  <PurchaseList
                    purchases={rows}
                    returnHref={(id) => `${till.memberHref(member.memberId)}/returns/${id}`}
                  />
                ) : (
                  <EmptyState
                    icon={<ReceiptText />}
                    title={t("noPurchases")}
                    description={t("noPurchasesLead")}
                    className="py-8"
                  />
                )
              }
            </Answer>
          </Card>
        </Section>
      </div>
      {points.data && (
        <AdjustPointsDialog
          key={dialog}
          place="counter"
          open={dialog === "adjust"}
          onOpenChange={(open) => setDialog(open ? "adjust" : null)}
          memberId={member.memberId}
          available={available}
          limit={points.data.adjustLimit}
        />
      )}
      <RedeemDialog
        key={`redeem-${dialog}`}
        open={dialog === "redeem"}
        onOpenChange={(open) => setDialog(open ? "redeem" : null)}
        memberId={member.memberId}
        available={available}
      />
      <ReceiptDialog
        key={`receipt-${dialog}`}
        open={dialog === "receipt"}
        onOpenChange={(open) => setDialog(open ? "receipt" : null)}
        memberId={member.memberId}
      />
      <ClaimDialog
        open={dialog === "claim"}
        onOpenChange={(open) => setDialog(open ? "claim" : null)}
        memberId={member.memberId}
      />
    </>
  );
}

type ActProps = {
  href: string;
  reason?: string;
  icon: ReactNode;
  primary?: boolean;
  className?: string;
  children: ReactNode;
};

/** A link while it may be followed, else a button that says why not. */
const Act = ({ href, reason, icon, primary, className, children }: ActProps) => {
  const look = { icon, variant: primary ? "primary" : "secondary", className: cn("min-h-16 px-2", className) } as const;
  return reason ? (
    <Button {...look} disabledReason={reason}>
      {children}
    </Button>
  ) : (
    <ButtonLink {...look} href={href}>
      {children}
    </ButtonLink>
  );
};
