import { couponHeads, definitionsOf, versionName } from "@/server/coupons/queries/definitions";
import type { Ctx } from "@/server/kernel/ctx";
import type { RankLevel } from "../input";

/** What the coupons of a rank are called, for whoever is told what it brings; one that is stopped brings nothing. */
export async function rankCoupons(ctx: Ctx, level: RankLevel | undefined): Promise<{ ja: string; en: string }[]> {
  const ids = level?.couponIds ?? [];
  const heads = (await couponHeads(ctx, ids)).filter(({ stoppedAt }) => stoppedAt === null);
  const definitions = await definitionsOf(ctx, heads);
  return heads
    .toSorted((a, b) => ids.indexOf(a.couponId) - ids.indexOf(b.couponId))
    .flatMap((head) => definitions.get(versionName(head))?.title ?? []);
}
