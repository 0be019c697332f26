import { demoMember } from "@/db/seed/shops";
import { createCoupon } from "@/server/coupons/service/save-coupon";
import { issueCoupon } from "@/server/coupons/service/issue-coupon";
import { makeCodes } from "@/server/coupons/service/make-codes";
import { openLink } from "@/server/coupons/service/links";
import { openWord } from "@/server/coupons/service/words";
import type { CouponDefinitionInput } from "@/server/coupons/input";
import { categoryTree } from "@/server/catalog/queries";
import type { Ctx } from "@/server/kernel/ctx";
import { addDays, dayIn } from "@/server/kernel/time";
import { addReceiptCoupon } from "@/server/pos/service/edit-receipt-coupons";
import { counterSale } from "@/server/pos/service/counter-sale";
import { searchMembers } from "@/server/members/queries/search-members";
import { walletsOf } from "@/server/points/queries";
import { recordSale } from "@/server/purchases/service/record-sale";
import { exchangeAtCounter } from "@/server/rewards/service/exchange-reward";
import { createReward } from "@/server/rewards/service/save-reward";
import { stepOrder } from "@/server/rewards/service/step-order";
import { storesOf } from "@/server/tenancy/queries/shop";

const dayMs = 86_400_000;
const ago = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() - days * dayMs) });

/** Coupons a shop of this size would have going: a discount, a percent for one category, points, a treat to be shown, codes of a flyer. */
export async function seedCoupons(ctx: Ctx, slug: string): Promise<void> {
  const today = dayIn(ctx.now, "Asia/Tokyo");
  const [category] = await categoryTree(ctx);
  const store = (await storesOf(ctx)).find(({ kind }) => kind === "shop");
  const earlier = ago(ctx, 20);
  const make = async (name: string, definition: CouponDefinitionInput) =>
    (await createCoupon(earlier, { name, definition })).couponId;
  const autumn = await make("秋の感謝祭 500円引き", {
    title: { ja: "3,000円以上のお買い物で500円引き", en: "500 yen off from 3,000 yen" },
    note: { ja: "税込のお買い上げ金額が対象です。", en: "Of the amount including tax." },
    benefit: { kind: "amount", yen: 500 },
    minimum: { yen: 3_000, of: "basket" },
    validity: { from: addDays(today, -20), until: addDays(today, 25) },
    limits: { perMember: 3 },
    stacking: { kind: "group", group: "割引" },
  });
  const percent = await make(`${category?.name ?? "対象商品"} 10%引き`, {
    title: { ja: `${category?.name ?? "対象商品"}が10%引き`, en: "10% off one department" },
    benefit: { kind: "percent", percent: 10, mostYen: 3_000 },
    target: { categoryIds: category ? [category.categoryId] : [] },
    validity: { days: 30 },
    stacking: { kind: "group", group: "割引" },
  });
  const points = await make("ポイント3倍デー", {
    title: { ja: "ポイント3倍", en: "Three times the points" },
    benefit: { kind: "points", percent: 300 },
    validity: { until: addDays(today, 14) },
    stacking: { kind: "free" },
  });
  const treat = await make("ご来店ドリンク", {
    title: { ja: "コーヒー1杯サービス", en: "A cup of coffee" },
    note: { ja: "店内のカフェコーナーでスタッフにお見せください。", en: "Show it to the staff at the café corner." },
    benefit: { kind: "amount", yen: 300 },
    validity: { days: 60 },
    limits: { perMemberPerDay: 1 },
    use: "tear",
    stacking: { kind: "free" },
  });
  const welcome = await make("ご入会特典 300円引き", {
    title: { ja: "ご入会ありがとうございます 300円引き", en: "Welcome: 300 yen off" },
    benefit: { kind: "amount", yen: 300 },
    minimum: { yen: 1_000, of: "basket" },
    validity: { days: 60 },
    limits: { perMember: 1 },
    isGivenOnJoining: true,
  });
  const again = await make("レシート 次回1,000円引き", {
    title: { ja: "次回のお買い物で1,000円引き", en: "1,000 yen off your next purchase" },
    benefit: { kind: "amount", yen: 1_000 },
    minimum: { yen: 10_000, of: "basket" },
    validity: { days: 45 },
    stacking: { kind: "group", group: "割引" },
  });
  await addReceiptCoupon(earlier, {
    couponId: again,
    name: "高額のお買い物のお礼",
    minimumYen: 50_000,
    againAfterDays: 30,
    place: 10,
  });
  await addReceiptCoupon(earlier, {
    couponId: treat,
    name: "久しぶりのご来店",
    minimumYen: 100_000,
    history: { kind: "not_bought", days: 180 },
    againAfterDays: 90,
    place: 20,
  });
  await openWord(earlier, { couponId: autumn, word: "KANSHA2026" });
  await makeCodes(earlier, { couponId: percent, count: 500, name: "折込チラシ（関東）" });
  await openLink(earlier, { couponId: treat, name: "入口のポスター", storeId: store?.id ?? null });
  const { members } = await searchMembers(ctx, { limit: 30 });
  const open = members.filter(({ withdrawnAt }) => !withdrawnAt);
  for (const [index, { memberId, givenName }] of open.entries()) {
    const give = (couponId: string, source: "campaign" | "staff" | "sign_up") =>
      issueCoupon(ago(ctx, 12), { couponId, memberId, key: `demo:${couponId}`, source });
    const { heldId } = await give(autumn, "campaign");
    if (index % 2 === 0) await give(points, "campaign");
    if (index % 3 === 0) await give(treat, "staff");
    if (index % 5 === 4) await give(welcome, "sign_up");
    if (index % 8 === 1 && store && givenName !== "花子")
      await counterSale(ago(ctx, 3), {
        memberId,
        storeId: store.id,
        externalId: `${slug.toUpperCase()}-RC-${String(index).padStart(3, "0")}`,
        lines: [{ description: "お買い上げ", quantity: 1, unitPriceYen: 62_800 }],
      });
    // Some have used it since; the member whose log-in is printed has her sales told elsewhere.
    if (index % 4 === 3 && store && givenName !== "花子")
      await recordSale(ago(ctx, 1 + (index % 7)), {
        memberId,
        storeId: store.id,
        externalId: `${slug.toUpperCase()}-CP-${String(index).padStart(3, "0")}`,
        lines: [{ description: "お買い上げ", quantity: 1, unitPriceYen: 4_980 }],
        coupons: { chosen: [{ heldId }], best: false },
      });
  }
  // The member whose log-in is printed.
  const { members: known } = await searchMembers(ctx, { q: demoMember.email, limit: 1 });
  for (const { memberId } of known)
    for (const couponId of [autumn, treat])
      await issueCoupon(ago(ctx, 4), { couponId, memberId, key: `demo:${couponId}`, source: "campaign" });
  const rewardIds = await seedRewards(earlier, percent);
  const takers = open.filter(({ givenName }) => givenName !== "花子").map(({ memberId }) => memberId);
  await seedExchanges(ctx, rewardIds, takers, store?.id);
}

/** Three members have exchanged points in the last days; one piece waits for its member, one was taken home. */
async function seedExchanges(ctx: Ctx, rewardIds: string[], memberIds: string[], storeId?: string): Promise<void> {
  const wallets = await walletsOf(ctx, memberIds);
  const able = memberIds.filter((memberId) => (wallets.get(memberId)?.available ?? 0) >= 2_000);
  for (const [index, rewardId] of rewardIds.entries()) {
    const memberId = able[index];
    if (!memberId || !storeId) return;
    const at = ago(ctx, 1 + index);
    const { orderId } = await exchangeAtCounter(at, {
      memberId,
      rewardId,
      key: "demo",
      storeId,
      isHandedOver: index === 2,
    });
    if (index === 1) await stepOrder(at, { memberId, orderId, step: "ready", version: 1 });
  }
}

/** What points can be exchanged for; gives the goods. */
async function seedRewards(ctx: Ctx, couponId: string): Promise<string[]> {
  const goods = (ja: string, en: string, pricePoints: number, valueYen: number, pieces: number | null) =>
    createReward(ctx, {
      kind: "goods",
      texts: {
        title: { ja, en },
        note: { ja: "店舗のカウンターでお渡しします。", en: "Handed over at the counter." },
      },
      pricePoints,
      valueYen,
      pieces,
      place: Math.floor(pricePoints / 10),
    });
  const bag = await goods("オリジナルエコバッグ", "Tote bag", 300, 600, 120);
  const coffee = await goods("ドリップコーヒー 10袋", "Drip coffee, 10 bags", 800, 1_200, 40);
  const bottle = await goods("ステンレスボトル", "Steel bottle", 1_500, 2_400, 8);
  await createReward(ctx, {
    kind: "coupon",
    texts: { title: { ja: "10%引きクーポン", en: "A coupon of 10% off" } },
    pricePoints: 200,
    valueYen: 3_000,
    couponId,
    place: 20,
  });
  return [bag, coffee, bottle].map(({ rewardId }) => rewardId);
}
