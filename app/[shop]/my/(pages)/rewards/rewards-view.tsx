import { getLocale, getTranslations } from "next-intl/server";
import { makeFormats } from "@/components/format/formats";
import { ExchangeButton } from "@/components/rewards/exchange-button";
import { CancelExchange } from "@/components/rewards/cancel-exchange";
import { MyRewardsPage } from "@/components/rewards/my-rewards-page";
import { newId } from "@/server/kernel/ids";
import { spokenOrder } from "@/server/rewards/rules/order-number";
import type { callerFor } from "@/server/trpc/caller";
import { cancelMine, exchange } from "./actions";

interface Props {
  slug: string;
  api: Awaited<ReturnType<typeof callerFor>>["api"];
  base: string;
  timeZone: string;
  /** The number of an exchange that was just made. */
  done: string | null;
}

/** The catalogue as this member may have it, and what they exchanged. */
export async function RewardsView({ slug, api, base, timeZone, done }: Props) {
  const [t, language] = [await getTranslations("rewards"), await getLocale()];
  const points = await getTranslations("ui.points");
  const [{ rewards, available }, orders] = [await api.rewards.catalogue(), await api.rewards.myOrders()];
  const locale = language === "en" ? "en" : "ja";
  const formats = makeFormats(locale, timeZone);
  const inPoints = (n: number) => points("long", { value: formats.number(n) });
  return (
    <MyRewardsPage
      base={base}
      available={available}
      done={done && orders.some(({ orderNo }) => orderNo === done) ? spokenOrder(done) : null}
      rewards={rewards.map((one) => ({
        ...one,
        title: one.texts.title[locale],
        pictureHref: one.pictureId && `/api/files/${slug}/${one.pictureId}`,
        note: one.texts.note[locale],
        problemText:
          one.problem === null
            ? null
            : one.problem === "points_missing"
              ? t("problems.points_missing", { points: inPoints(one.missingPoints) })
              : t(`problems.${one.problem}`),
        action: (
          <ExchangeButton
            stores={one.stores}
            words={{
              exchange: t("my.exchange"),
              title: t("my.exchangeTitle", { title: one.texts.title[locale] }),
              text: t(one.kind === "coupon" ? "my.couponText" : "my.exchangeText", {
                points: inPoints(one.pricePoints),
              }),
              cancel: t("my.cancel"),
              store: t("my.store"),
            }}
            onExchange={exchange.bind(null, slug, one.rewardId, newId())}
          />
        ),
      }))}
      orders={orders.map((order) => ({
        ...order,
        title: order.texts.title[locale],
        spoken: spokenOrder(order.orderNo),
        orderedOn: formats.date(order.orderedAt),
        action:
          order.state === "ordered" ? (
            <CancelExchange
              words={{
                label: t("my.cancelOrder"),
                title: t("my.cancelTitle"),
                text: t("my.cancelText"),
                cancel: t("my.cancel"),
              }}
              onCancel={cancelMine.bind(null, slug, order.orderId, order.version)}
            />
          ) : null,
      }))}
    />
  );
}
