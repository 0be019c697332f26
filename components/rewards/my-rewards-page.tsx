import { Gift } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Points } from "@/components/format/amount";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";

interface Props {
  base: string;
  available: number;
  done: string | null;
  rewards: readonly {
    rewardId: string;
    title: string;
    note: string;
    pricePoints: number;
    pictureHref: string | null;
    pieces: number | null;
    problemText: string | null;
    action: ReactNode;
  }[];
  orders: readonly {
    orderId: string;
    title: string;
    spoken: string;
    points: number;
    state: "ordered" | "ready" | "handed_over" | "cancelled";
    kind: "goods" | "coupon";
    storeName: string | null;
    heldCouponId: string | null;
    orderedOn: string;
    action: ReactNode;
  }[];
}

const tones = { ordered: "info", ready: "ok", handed_over: "neutral", cancelled: "neutral" } as const;
/** From here on a stock is worth a word. */
const fewPieces = 10;

/** What points can be exchanged for, and what was exchanged. */
export function MyRewardsPage({ base, available, done, rewards, orders }: Props) {
  const t = useTranslations("rewards");
  return (
    <div className="grid gap-6">
      <PageHeader title={t("my.title")} description={t("my.lead")} />
      {done && (
        <Notice tone="ok" title={t("my.done")}>
          {t("my.number")} <span className="tabular font-semibold">{done}</span>
        </Notice>
      )}
      <p className="flex items-baseline justify-between rounded-xl border border-line bg-surface px-4 py-3">
        <span className="text-sm text-ink-2">{t("my.available")}</span>
        <Points value={available} className="font-semibold" />
      </p>
      {rewards.length === 0 ? (
        <Card flush>
          <EmptyState icon={<Gift />} title={t("my.none")} description={t("my.noneHint")} />
        </Card>
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2">
          {rewards.map((one) => (
            <li key={one.rewardId}>
              <Card className="grid h-full content-between gap-4">
                <div className="grid gap-2">
                  {one.pictureHref ? (
                    <img
                      src={one.pictureHref}
                      alt=""
                      loading="lazy"
                      className="aspect-[4/3] w-full rounded-lg object-cover"
                    />
                  ) : (
                    <span className="grid aspect-[4/1] w-full place-items-center rounded-lg bg-brand-soft sm:aspect-[4/3]">
                      <Gift aria-hidden className="size-8 sm:size-12 text-brand-text" />
                    </span>
                  )}
                  <h2 className="text-base wrap-anywhere">{one.title}</h2>
                  <p className="flex items-baseline gap-3">
                    <Points value={one.pricePoints} className="text-lg font-semibold" />
                    {one.pieces !== null && one.pieces > 0 && one.pieces <= fewPieces && (
                      <span className="text-xs text-warn">{t("my.left", { n: one.pieces })}</span>
                    )}
                  </p>
                  {one.note && <p className="text-sm whitespace-pre-line text-ink-2">{one.note}</p>}
                </div>
                {one.problemText ? <p className="text-sm text-ink-3">{one.problemText}</p> : one.action}
              </Card>
            </li>
          ))}
        </ul>
      )}
      {orders.length > 0 && (
        <Section title={t("my.orders")}>
          <Card flush>
            <ul className="divide-y divide-line">
              {orders.map((order) => (
                <li
                  key={order.orderId}
                  id={order.orderId}
                  className="grid scroll-mt-20 gap-2 p-4 text-sm target:bg-brand-soft"
                >
                  <p className="flex items-start justify-between gap-3">
                    <span className="font-medium wrap-anywhere">{order.title}</span>
                    <Badge tone={tones[order.state]}>{t(`orderStates.${order.state}`)}</Badge>
                  </p>
                  <p className="flex flex-wrap gap-x-4 text-xs text-ink-2">
                    <span>{order.orderedOn}</span>
                    <Points value={order.points} />
                    <span className="tabular">
                      {t("my.number")} {order.spoken}
                    </span>
                  </p>
                  {order.storeName && (order.state === "ordered" || order.state === "ready") && (
                    <p>{t("my.pickUp", { store: order.storeName })}</p>
                  )}
                  {order.heldCouponId && (
                    <TextLink href={`${base}/coupons/${order.heldCouponId}`}>{t("my.seeCoupon")}</TextLink>
                  )}
                  {order.action}
                </li>
              ))}
            </ul>
          </Card>
        </Section>
      )}
    </div>
  );
}
