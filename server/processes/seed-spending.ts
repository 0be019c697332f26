import type { Ctx } from "@/server/kernel/ctx";
import { searchMembers } from "@/server/members/queries/search-members";
import { walletsOf } from "@/server/points/queries";
import { recordSale } from "@/server/purchases/service/record-sale";
import { storesOf } from "@/server/tenancy/queries/shop";

const hourMs = 3_600_000;
/** Points are paid with in hundreds, as people do, and never a whole month's savings at once. */
const mostSpent = 1_500;

/** Sales of the last day and a half at which members paid a part with their points. */
export async function seedSpending(ctx: Ctx, slug: string): Promise<void> {
  const stores = (await storesOf(ctx)).filter(({ kind }) => kind === "shop");
  const { members } = await searchMembers(ctx, { limit: 60 });
  // The member whose log-in is printed has her story told elsewhere.
  const people = members.filter(({ withdrawnAt, givenName }) => !withdrawnAt && givenName !== "花子");
  const wallets = await walletsOf(
    ctx,
    people.map(({ memberId }) => memberId),
  );
  for (const [index, { memberId }] of people.entries()) {
    const spendPoints = Math.min(mostSpent, Math.floor((wallets.get(memberId)?.available ?? 0) / 200) * 100);
    if (index % 3 !== 0 || spendPoints < 100) continue;
    const sold: Ctx = { ...ctx, now: new Date(ctx.now.getTime() - (1 + ((index * 7) % 36)) * hourMs) };
    await recordSale(sold, {
      memberId,
      storeId: stores[index % Math.max(stores.length, 1)]?.id ?? null,
      externalId: `${slug.toUpperCase()}-PT-${index}`,
      lines: [{ description: "お買い上げ", quantity: 1, unitPriceYen: 1_980 + ((index * 370) % 6_000) }],
      spendPoints,
    });
  }
}
