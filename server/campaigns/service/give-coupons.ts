import { couponHeads, definitionsOf, versionName } from "@/server/coupons/queries/definitions";
import { spokenCode } from "@/server/coupons/rules/code";
import { issueMany } from "@/server/coupons/service/issue-coupon";
import type { MailLocale } from "@/server/contents/input";
import type { Ctx, TxCtx } from "@/server/kernel/ctx";
import { isDomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { businessDayIn } from "@/server/kernel/time";
import type { DecidedVersion, Winner } from "./decide-sql";
import type { CouponOf } from "./winner-inputs";

/** What a coupon is called to customers; empty where the shop does not have it. */
export async function couponTitle(ctx: Ctx, couponId: string, locale: MailLocale): Promise<string> {
  const [head] = await couponHeads(ctx, [couponId]);
  const definition = head && (await definitionsOf(ctx, [head])).get(versionName(head));
  return definition?.title[locale] ?? "";
}

/**
 * Gives the offer's coupon to everybody the version is sent to, in the transaction that decides so: one per member and occurrence,
 * however often it is repeated. A coupon that is stopped or over is given to nobody; the messages go without it.
 */
export async function giveCoupons(t: TxCtx, version: DecidedVersion, winners: readonly Winner[]): Promise<CouponOf> {
  const { couponId } = version.definition.offer;
  if (couponId === undefined) return () => undefined;
  const keyOf = ({ occurrence }: Winner) => `campaign:${version.versionId}:${occurrence}`.slice(0, 200);
  const rows = winners.map((winner) => ({
    memberId: winner.member_id,
    key: keyOf(winner),
    sourceId: winner.campaign_id,
  }));
  const given = await issueMany(t, { couponId, source: "campaign", rows }).catch((error: unknown) => {
    if (isDomainError(error) && error.reason.startsWith("coupons.")) return null;
    throw error;
  });
  if (!given) return () => undefined;
  const shop = await tenantOf(t);
  const names = { ja: await couponTitle(t, couponId, "ja"), en: await couponTitle(t, couponId, "en") };
  return (at, locale) => {
    const row = rows[at];
    const one = row && given.issued.get(`${row.memberId} ${row.key}`);
    if (!one) return undefined;
    const last = new Date(one.validUntil.getTime() - 1);
    return {
      name: names[locale],
      code: spokenCode(one.code),
      until: businessDayIn(last, shop.timeZone, shop.businessDayStartMinutes),
    };
  };
}
