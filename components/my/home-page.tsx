import { ChevronRight, QrCode, TicketPercent, Gift, UserPlus, Wrench } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { NameParts } from "@/components/format/person-name";
import { useFormats } from "@/components/format/use-formats";
import { RepairStateBadge } from "@/components/repairs/state-badge";
import { Card, Section } from "@/components/ui/card";
import { ButtonLink } from "@/components/ui/button-link";
import { TextLink } from "@/components/ui/text-link";
import type { RepairState } from "@/server/repairs/input";
import { PointsCard, type WalletView } from "./points-card";
import { PurchaseList, type PurchaseView } from "./purchase-list";
import { RankCard, type RankView } from "./rank-card";
import { RecommendationRow, type RecommendationView } from "./recommendation-row";
import { WarrantyList, type WarrantyView } from "./warranty-list";

interface Props {
  base: string;
  name: NameParts;
  /** Without an address a card is lost with the phone. */
  hasMail: boolean;
  repairs: readonly { repairId: string; productName: string; state: RepairState; promisedOn: string | null }[];
  wallet: WalletView;
  /** Null while the shop has no ranks. */
  rank: RankView | null;
  endingSoon: readonly WarrantyView[];
  /** Coupons that can be used now. */
  coupons: number;
  /** Whether inviting a friend gives anything now. */
  canInvite: boolean;
  purchases: readonly PurchaseView[];
  items: readonly RecommendationView[];
}

/** The first thing a member sees: points and card, then what needs attention, then what is new. */
export function HomePage(props: Props) {
  const { base, name, hasMail, repairs, wallet, rank, endingSoon, coupons, canInvite, purchases, items } = props;
  const t = useTranslations("my.home");
  const common = useTranslations("common");
  const repairWords = useTranslations("repairs.page");
  const account = useTranslations("account.home");
  const couponWords = useTranslations("coupons.my");
  const rewardWords = useTranslations("rewards.my");
  const friendWords = useTranslations("friends.my");
  const formats = useFormats();
  const isNew = purchases.length === 0 && wallet.available === 0 && wallet.pending === 0;
  const called = [name.familyName, name.givenName].filter(Boolean).join(" ");
  const forYou = called ? t("forYou", { name: called }) : t("forYouNameless");
  const seeAll = (href: string) => <TextLink href={href}>{common("seeAll")}</TextLink>;
  return (
    <div className="grid gap-8">
      <div className="grid gap-4">
        <h1 className="text-xl wrap-anywhere">{called ? t("greeting", { name: called }) : t("greetingNameless")}</h1>
        <PointsCard wallet={wallet} historyHref={`${base}/points`} />
        {rank && <RankCard standing={rank} />}
        <ButtonLink href={`${base}/card`} variant="primary" block icon={<QrCode aria-hidden />}>
          {t("showCard")}
        </ButtonLink>
        <Link
          href={`${base}/coupons`}
          className="flex min-h-14 items-center gap-3 rounded-xl border border-line bg-surface px-4 py-3 transition-colors hover:bg-hover"
        >
          <TicketPercent aria-hidden className="size-5 shrink-0 text-brand-text" />
          <span className="min-w-0 flex-1 text-sm font-medium">{couponWords("home")}</span>
          <span className="tabular text-sm">{couponWords("homeCount", { n: coupons })}</span>
          <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
        </Link>
        <Link
          href={`${base}/rewards`}
          className="flex min-h-14 items-center gap-3 rounded-xl border border-line bg-surface px-4 py-3 transition-colors hover:bg-hover"
        >
          <Gift aria-hidden className="size-5 shrink-0 text-brand-text" />
          <span className="min-w-0 flex-1 text-sm font-medium">{rewardWords("link")}</span>
          <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
        </Link>
        {canInvite && (
          <Link
            href={`${base}/friends`}
            className="flex min-h-14 items-center gap-3 rounded-xl border border-line bg-surface px-4 py-3 transition-colors hover:bg-hover"
          >
            <UserPlus aria-hidden className="size-5 shrink-0 text-brand-text" />
            <span className="min-w-0 flex-1 text-sm font-medium">{friendWords("title")}</span>
            <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
          </Link>
        )}
      </div>
      {(isNew || !hasMail) && (
        <Card className="grid gap-3">
          {isNew && (
            <div>
              <p className="font-medium">{account("newTitle")}</p>
              <p className="mt-1 text-sm text-ink-2">{account("newLead")}</p>
            </div>
          )}
          {!hasMail && (
            <>
              <p className="text-sm text-ink-2">{account("addEmail")}</p>
              <ButtonLink href={`${base}/address`} block>
                {account("addEmailButton")}
              </ButtonLink>
            </>
          )}
        </Card>
      )}
      {repairs.length > 0 && (
        <Section title={account("repair")} actions={seeAll(`${base}/repairs`)}>
          <Card flush>
            <ul className="divide-y divide-line">
              {repairs.map((repair) => (
                <li key={repair.repairId}>
                  <Link
                    href={`${base}/repairs/${repair.repairId}`}
                    className="flex min-h-14 items-center gap-3 p-4 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
                  >
                    <Wrench aria-hidden className="size-5 shrink-0 text-ink-3" />
                    <span className="grid min-w-0 flex-1 gap-1">
                      <span className="line-clamp-2 text-sm font-medium">{repair.productName}</span>
                      <span className="flex flex-wrap items-center gap-2 text-xs text-ink-3">
                        <RepairStateBadge state={repair.state} own />
                        {repair.promisedOn && `${repairWords("promised")} ${formats.date(repair.promisedOn)}`}
                      </span>
                    </span>
                    <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
                  </Link>
                </li>
              ))}
            </ul>
          </Card>
        </Section>
      )}
      <Section title={t("warranties")} actions={seeAll(`${base}/warranties`)}>
        {endingSoon.length > 0 ? (
          <WarrantyList warranties={endingSoon} baseHref={`${base}/warranties`} />
        ) : (
          <Card className="text-sm text-ink-3">{t("warrantiesNone")}</Card>
        )}
      </Section>
      {items.length > 0 && (
        <Section title={forYou}>
          <RecommendationRow items={items} label={forYou} base={base} />
        </Section>
      )}
      <Section title={t("purchases")} actions={seeAll(`${base}/purchases`)}>
        {purchases.length > 0 ? (
          <PurchaseList purchases={purchases} baseHref={`${base}/purchases`} />
        ) : (
          <Card className="text-sm text-ink-3">{t("purchasesNone")}</Card>
        )}
      </Section>
    </div>
  );
}
