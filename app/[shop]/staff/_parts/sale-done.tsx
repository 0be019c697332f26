"use client";

import { House, ShoppingBasket, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { Money, Points } from "@/components/format/amount";
import { useReader } from "@/components/scan/use-reader";
import { type CounterMember, MemberLine } from "@/components/staff/member-line";
import { Outcome } from "@/components/staff/outcome";
import type { CounterWallet } from "@/components/staff/points-panel";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { useTill } from "./till";
import { useCardScan } from "./use-card-scan";

type Sale = {
  totalYen: number;
  pointsEarned: number;
  pointsSpent: number;
  wallet: CounterWallet | null;
  isRepeat: boolean;
};
type Props = { sale: Sale; member: CounterMember | null; onAnother: () => void };

/** What a recorded sale brought, and the way to the next customer. */
export function SaleDone({ sale, member, onAnother }: Props) {
  const t = useTranslations("staff.done");
  const till = useTill();
  const card = useCardScan();
  useReader((text) => void card.scan(text));
  const { wallet } = sale;
  return (
    <Outcome
      title={t("title")}
      note={
        <>
          {member && <MemberLine member={member} className="justify-center text-start" />}
          {sale.isRepeat && <Notice>{t("repeat")}</Notice>}
          {card.error && <Notice tone="danger">{card.error}</Notice>}
        </>
      }
      facts={[
        { key: "paid", term: t("paid"), value: <Money value={sale.totalYen - sale.pointsSpent} />, strong: true },
        ...(wallet
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
            {member && (
              <ButtonLink href={till.memberHref(member.memberId)} icon={<UserRound aria-hidden />}>
                {t("toMember")}
              </ButtonLink>
            )}
          </div>
        </>
      }
    />
  );
}
