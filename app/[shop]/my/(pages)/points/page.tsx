import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PointsPage } from "@/components/my/points-page";
import { memberCaller } from "../member-gate";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ before?: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("my.points"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const { api, base } = await memberCaller((await params).shop, "/points");
  const before = Number((await searchParams).before);
  const cursor = Number.isSafeInteger(before) && before > 0 ? before : undefined;
  const [wallet, expiries, history, canGive, orders] = await Promise.all([
    api.points.mine(),
    api.points.myExpiries(),
    api.points.myHistory({ cursor }),
    api.friends.canGive(),
    api.rewards.myOrders(),
  ]);
  const titles = new Map(orders.map(({ orderId, texts }) => [orderId, texts.title]));
  const olderHref = history.nextCursor === null ? null : `${base}/points?before=${history.nextCursor}`;
  return (
    <PointsPage
      {...{ base, wallet, expiries, olderHref, canGive }}
      history={history.rows.map((row) => ({ ...row, exchange: titles.get(row.purchaseId ?? "") ?? null }))}
      isFirstPage={cursor === undefined}
    />
  );
}
