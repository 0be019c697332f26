import "server-only";
import type { PreviewPage } from "@/components/admin/my-page-preview";
import { HomePage } from "@/components/my/home-page";
import { PointsPage } from "@/components/my/points-page";
import { PurchasesPage } from "@/components/my/purchases-page";
import { WarrantiesPage } from "@/components/my/warranties-page";
import { soonDays } from "@/components/my/warranty-list";
import { openRepairsOf } from "@/app/[shop]/my/(pages)/open-repairs";
import type { TrpcContext } from "@/server/trpc/context";
import { previewCaller } from "@/server/trpc/preview";

/** A page of My Page with that member's data, through the very components the member sees. */
export async function previewContent(context: TrpcContext, memberId: string, page: PreviewPage) {
  const api = await previewCaller(context, memberId);
  const base = `/${context.shop.slug}/my`;
  switch (page) {
    case "home": {
      const [me, wallet, rank, warranties, purchases, items, repairs, coupons, canInvite] = await Promise.all([
        api.members.me(),
        api.points.mine(),
        api.ranks.mine(),
        api.warranties.list(),
        api.purchases.list({ limit: 3 }),
        api.insights.forMe(),
        api.repairs.mine(),
        api.coupons.myCount(),
        api.friends.isOffered(),
      ]);
      return (
        <HomePage
          {...{ base, wallet, rank, items, coupons, canInvite }}
          endingSoon={warranties.filter((w) => w.state === "active" && w.daysLeft <= soonDays)}
          name={me}
          hasMail={me.email !== null}
          repairs={openRepairsOf(repairs)}
          purchases={purchases.rows}
        />
      );
    }
    case "points": {
      const [wallet, expiries, history] = await Promise.all([
        api.points.mine(),
        api.points.myExpiries(),
        api.points.myHistory({}),
      ]);
      return <PointsPage {...{ base, wallet, expiries }} olderHref={null} history={history.rows} isFirstPage />;
    }
    case "purchases": {
      const { rows } = await api.purchases.list({});
      return <PurchasesPage base={base} purchases={rows} olderHref={null} isFirstPage />;
    }
    case "warranties":
      return <WarrantiesPage base={base} warranties={await api.warranties.list()} />;
  }
}
