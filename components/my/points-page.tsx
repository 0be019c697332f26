import { Coins, Gift, ReceiptText } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Count, Points } from "@/components/format/amount";
import { DateTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { GivenBy, type GivenPart } from "@/components/earning/given-by";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Stat } from "@/components/ui/stat";
import { TextLink } from "@/components/ui/text-link";
import type { JournalKind } from "@/server/points/input";
import type { WalletView } from "./points-card";

export interface PointHistoryView {
  journalId: string;
  kind: JournalKind;
  occurredAt: Date;
  points: number;
  availableAfter: number;
  availableAt: Date | null;
  storeName: string | null;
  reason: string | null;
  purchaseId: string | null;
  /** What the points were exchanged for, or came back from. */
  exchange?: { ja: string; en: string } | null;
  why: {
    rule?: { ratePoints: number; rateYen: number; rounding: string };
    inputs?: Record<string, number>;
    parts?: readonly GivenPart[];
    /** Moved within a family, for what one of them paid with. */
    family?: true;
  } | null;
}

interface Props {
  base: string;
  wallet: WalletView;
  expiries: readonly { lastDay: string; points: number }[];
  history: readonly PointHistoryView[];
  olderHref: string | null;
  isFirstPage: boolean;
  /** Whether the shop lets members give points to each other. */
  canGive?: boolean;
}

/** Balance, what goes when, and every movement with its reason. */
export function PointsPage({ base, wallet, expiries, history, olderHref, isFirstPage, canGive }: Props) {
  const t = useTranslations("my.points");
  const claim = useTranslations("watch.claim");
  const gift = useTranslations("friends.gift");
  const formats = useFormats();
  return (
    <div className="grid gap-8">
      <div>
        <PageHeader title={t("title")} />
        <Card className="grid grid-cols-2 gap-4">
          <Stat label={t("available")} value={<Count value={wallet.available} />} unit="pt" />
          <Stat
            label={t("pending")}
            value={<Count value={wallet.pending} />}
            unit="pt"
            sub={wallet.pending > 0 ? t("pendingHint") : undefined}
          />
          {wallet.debt > 0 && (
            <Stat
              label={t("debt")}
              value={<Count value={wallet.debt} />}
              unit="pt"
              tone="danger"
              sub={t("debtHint")}
              className="col-span-2"
            />
          )}
        </Card>
      </div>
      <ButtonLink href={`${base}/points/claim`} icon={<ReceiptText aria-hidden />} block>
        {claim("link")}
      </ButtonLink>
      {canGive && (
        <ButtonLink href={`${base}/points/give`} icon={<Gift aria-hidden />} block>
          {gift("link")}
        </ButtonLink>
      )}
      <Section title={t("expiries")}>
        <Card flush>
          {expiries.length === 0 ? (
            <p className="p-4 text-sm text-ink-3">{t("noExpiries")}</p>
          ) : (
            <ul className="divide-y divide-line">
              {expiries.map((expiry) => (
                <li key={expiry.lastDay} className="flex items-center justify-between gap-4 px-4 py-3 text-sm">
                  <span>{t("expiresOn", { day: formats.date(expiry.lastDay) })}</span>
                  <Points value={expiry.points} />
                </li>
              ))}
            </ul>
          )}
        </Card>
      </Section>
      <Section
        title={t("history")}
        actions={!isFirstPage && <TextLink href={`${base}/points`}>{t("newest")}</TextLink>}
      >
        <Card flush>
          {history.length === 0 ? (
            <EmptyState icon={<Coins />} title={t("historyNone")} description={t("historyNoneHint")} />
          ) : (
            <ul className="divide-y divide-line">
              {history.map((row) => (
                <HistoryRow key={row.journalId} row={row} base={base} />
              ))}
            </ul>
          )}
        </Card>
        {olderHref && (
          <p className="text-center text-sm">
            <TextLink href={olderHref}>{t("older")}</TextLink>
          </p>
        )}
      </Section>
    </div>
  );
}

function HistoryRow({ row, base }: { row: PointHistoryView; base: string }) {
  const t = useTranslations("my.points");
  const words = useTranslations("points");
  const unit = useTranslations("ui.points");
  const formats = useFormats();
  const locale = useLocale() === "en" ? "en" : "ja";
  const amount = row.why?.inputs?.amountYen;
  const rule = row.why?.rule;
  const title = row.why?.family
    ? words(row.points < 0 ? "family.usedFor" : "family.gotFor")
    : words(`kind.${row.kind}`);
  return (
    <li className="flex items-start justify-between gap-4 px-4 py-3">
      <div className="grid min-w-0 gap-0.5">
        <p className="text-sm font-medium">
          {row.purchaseId && row.kind === "earn" ? (
            <TextLink href={`${base}/purchases/${row.purchaseId}`}>{title}</TextLink>
          ) : row.exchange ? (
            <TextLink href={`${base}/rewards#${row.purchaseId}`}>
              {t("exchange", { title: row.exchange[locale] })}
            </TextLink>
          ) : (
            title
          )}
        </p>
        <p className="flex flex-wrap gap-x-2 text-xs text-ink-3">
          <DateTime value={row.occurredAt} form="dateShort" />
          {row.storeName && <span>{row.storeName}</span>}
          {row.reason && <span>{row.reason}</span>}
        </p>
        {row.kind === "earn" && row.why?.parts && (
          <p className="text-xs text-ink-3">
            <GivenBy parts={row.why.parts} />
          </p>
        )}
        {rule && amount !== undefined && row.kind === "earn" && (
          <p className="text-xs text-ink-3">
            {words("why.rate", { amount: formats.yen(amount), rateYen: rule.rateYen, ratePoints: rule.ratePoints })}
          </p>
        )}
        {row.kind === "earn" && row.availableAt && row.availableAt > row.occurredAt && (
          <p className="text-xs text-ink-3">{t("usableFrom", { day: formats.date(row.availableAt) })}</p>
        )}
      </div>
      <div className="grid shrink-0 justify-items-end gap-0.5">
        {row.points !== 0 && (
          <Points
            value={row.points}
            signed
            short
            className={cn("text-sm font-semibold", row.points > 0 && "text-ok")}
          />
        )}
        <span className="tabular text-xs text-ink-3">
          {t("balance", { points: unit("short", { value: formats.number(row.availableAfter) }) })}
        </span>
      </div>
    </li>
  );
}
