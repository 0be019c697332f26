"use client";

import { House, ReceiptText, ShoppingBasket, Undo2, UserRound } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Money, Points } from "@/components/format/amount";
import { useReader } from "@/components/scan/use-reader";
import { type EarnedPart, EarnedParts } from "@/components/earning/earned-parts";
import { type CounterMember, MemberLine } from "@/components/staff/member-line";
import { Outcome } from "@/components/staff/outcome";
import type { CounterWallet } from "@/components/staff/points-panel";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { LaterPoints } from "./later-points";
import { useTill } from "./till";
import { useCardScan } from "./use-card-scan";
import { useUndo } from "./use-undo";

type Sale = {
  purchaseId: string;
  totalYen: number;
  pointsEarned: number;
  pointsSpent: number;
  discountYen: number;
  parts: readonly EarnedPart[];
  wallet: CounterWallet | null;
  isRepeat: boolean;
  /** Printed under the receipt, for the next visit. */
  receiptCoupons: readonly { code: string; title: { ja: string; en: string } }[];
};
type Props = { member: CounterMember | null; onAnother: () => void } & (
  | { sale: Sale; keptYen?: undefined }
  /** It waits on this device; what it brings is known when it has been sent. */
  | { sale?: undefined; keptYen: number }
);

/** What a recorded sale brought, and the way to the next customer. */
export function SaleDone({ sale, keptYen, member, onAnother }: Props) {
  const t = useTranslations("staff.done");
  const why = useTranslations("earning.why");
  const printed = useTranslations("coupons.printed");
  const locale = useLocale() === "en" ? "en" : "ja";
  const receipt = useTranslations("counter.receipt");
  const till = useTill();
  const card = useCardScan();
  useReader((text) => void card.scan(text));
  const [isUndone, setUndone] = useState(false);
  const undo = useUndo(() => setUndone(true));
  const wallet = sale?.wallet;
  const paidYen = sale ? sale.totalYen - sale.pointsSpent : keptYen;
  return (
    <Outcome
      title={t(isUndone ? "undone" : sale ? "title" : "kept")}
      note={
        <>
          {member && <MemberLine member={member} className="justify-center text-start" />}
          {!sale && <Notice tone="warn">{t("keptLead")}</Notice>}
          {sale && wallet === null && !isUndone && <LaterPoints purchaseId={sale.purchaseId} />}
          {sale?.isRepeat && <Notice>{t("repeat")}</Notice>}
          {sale && sale.parts.length > 1 && !isUndone && (
            <section className="grid gap-2 rounded-xl border border-line bg-surface p-5 text-start">
              <h2 className="text-sm font-medium">{why("title")}</h2>
              <EarnedParts parts={sale.parts} lines={[]} />
            </section>
          )}
          {sale && sale.receiptCoupons.length > 0 && !isUndone && (
            <Notice tone="ok" title={printed("title")}>
              {sale.receiptCoupons.map((one) => one.title[locale]).join(locale === "ja" ? "・" : ", ")}
            </Notice>
          )}
          {card.error && <Notice tone="danger">{card.error}</Notice>}
        </>
      }
      facts={[
        { key: "paid", term: t("paid"), value: <Money value={paidYen} />, strong: true },
        ...(sale && wallet && !isUndone
          ? [
              {
                key: "earned",
                term: t("earned"),
                value: <Points value={sale.pointsEarned} signed className="text-ok" />,
                strong: true,
              },
              { key: "used", term: t("used"), value: <Points value={-sale.pointsSpent} /> },
              { key: "balance", term: t("balance"), value: <Points value={wallet.available} />, strong: true },
              ...(wallet.pending > 0
                ? [{ key: "pending", term: t("pending"), value: <Points value={wallet.pending} /> }]
                : []),
            ]
          : []),
      ]}
      actions={
        <>
          <ButtonLink
            href={`/${till.slug}/staff`}
            variant="primary"
            className="min-h-16 text-lg"
            icon={<House aria-hidden />}
          >
            {t("next")}
          </ButtonLink>
          <div className="grid grid-cols-2 gap-3">
            <Button icon={<ShoppingBasket aria-hidden />} onClick={onAnother}>
              {t("another")}
            </Button>
            {sale && !isUndone && (
              <ButtonLink
                href={till.receiptHref(sale.purchaseId, member?.memberId ?? null)}
                icon={<ReceiptText aria-hidden />}
              >
                {receipt("open")}
              </ButtonLink>
            )}
            {member && (
              <ButtonLink href={till.memberHref(member.memberId)} icon={<UserRound aria-hidden />}>
                {t("toMember")}
              </ButtonLink>
            )}
          </div>
          {sale && !isUndone && (
            <Button
              variant="ghost"
              icon={<Undo2 aria-hidden />}
              loading={undo.isPending}
              onClick={() =>
                undo.mutate({
                  kind: "sale",
                  id: sale.purchaseId,
                  memberId: member?.memberId ?? null,
                  storeId: till.storeId,
                })
              }
            >
              {t("undo")}
            </Button>
          )}
        </>
      }
    />
  );
}
