import { HomePage } from "@/components/my/home-page";
import { soonDays } from "@/components/my/warranty-list";
import { memberCaller } from "../member-gate";
import { openRepairsOf } from "../open-repairs";

interface Props {
  params: Promise<{ shop: string }>;
}

export default async function Page({ params }: Props) {
  const { api, base } = await memberCaller((await params).shop);
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
  const endingSoon = warranties.filter((w) => w.state === "active" && w.daysLeft <= soonDays);
  return (
    <HomePage
      {...{ base, wallet, rank, endingSoon, items, coupons, canInvite }}
      name={me}
      hasMail={me.email !== null}
      repairs={openRepairsOf(repairs)}
      purchases={purchases.rows}
    />
  );
}
