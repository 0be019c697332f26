import type { Ctx } from "@/server/kernel/ctx";
import { searchMembers } from "@/server/members/queries/search-members";
import { walletsOf } from "@/server/points/queries";
import { redeemPoints } from "@/server/points/service/redeem-points";
import { storesOf } from "@/server/tenancy/queries/shop";

const hourMs = 3_600_000;
/** Points are paid with in hundreds, as people do, and never a whole month's savings at once. */
const mostSpent = 1_500;
const reasons = ["送料のお支払い", "ラッピング", "設置サービス", "配送日の変更"];

/** What members paid with their points at the counter in the last day and a half. No sale, so nobody is written to about it. */
export async function seedSpending(ctx: Ctx): Promise<void> {
  const stores = (await storesOf(ctx)).filter(({ kind }) => kind === "shop");
  const { members } = await searchMembers(ctx, { limit: 60 });
  // The member whose log-in is printed has her story told elsewhere.
  const people = members.filter(({ withdrawnAt, givenName }) => !withdrawnAt && givenName !== "花子");
  const wallets = await walletsOf(
    ctx,
    people.map(({ memberId }) => memberId),
  );
  for (const [index, { memberId }] of people.entries()) {
    const points = Math.min(mostSpent, Math.floor((wallets.get(memberId)?.available ?? 0) / 200) * 100);
    if (index % 3 !== 0 || points < 100) continue;
    const then: Ctx = { ...ctx, now: new Date(ctx.now.getTime() - (1 + ((index * 7) % 36)) * hourMs) };
    const storeId = stores[index % Math.max(stores.length, 1)]?.id ?? null;
    const reason = reasons[index % reasons.length] ?? "";
    await redeemPoints(then, { memberId, points, reason, storeId, key: `seed:${index}` });
  }
}
