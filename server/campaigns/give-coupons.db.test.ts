import { expect, it } from "vitest";
import { heldCouponsOf } from "@/server/coupons/queries/held";
import { createCoupon, stopCoupon } from "@/server/coupons/service/save-coupon";
import { inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { frozenDefinition } from "./input";
import { warrantyNoticePreset } from "./rules/preset";
import { giveCoupons } from "./service/give-coupons";

it("gives one coupon per member and occurrence, however often it is decided; a stopped one to nobody", async () => {
  const shop = await newTestShop();
  const { couponId } = await createCoupon(shop.ctx, {
    name: "配信",
    definition: {
      title: { ja: "500円引き", en: "500 yen off" },
      benefit: { kind: "amount", yen: 500 },
      validity: { days: 30 },
    },
  });
  const preset = warrantyNoticePreset();
  const version = {
    versionId: newId(),
    definition: frozenDefinition.parse({
      ...preset,
      offer: { ...preset.offer, couponId },
      messageClass: "marketing",
      priority: 100,
      contentId: newId(),
    }),
  };
  const members = [await newTestMember(shop.ctx), await newTestMember(shop.ctx)];
  const winners = members.map((memberId) => ({
    member_id: memberId,
    campaign_version_id: version.versionId,
    campaign_id: newId(),
    occurrence: "2026-11-22",
    due_at: shop.ctx.now.toISOString(),
    facts: {},
  }));
  const give = () => inTransaction(shop.batch(), (t) => giveCoupons(t, version, winners));
  const [first, again] = [await give(), await give()];
  expect(first(0, "en")).toMatchObject({ name: "500 yen off", until: "2026-12-21" });
  expect(again(0, "ja")?.code).toBe(first(0, "ja")?.code);
  expect(first(1, "ja")?.code).not.toBe(first(0, "ja")?.code);
  for (const memberId of members) expect(await heldCouponsOf(shop.ctx, memberId)).toHaveLength(1);
  await stopCoupon(shop.ctx, { couponId });
  const later = { ...version, versionId: newId() };
  const none = await inTransaction(shop.batch(), (t) => giveCoupons(t, later, winners));
  expect(none(0, "ja")).toBeUndefined();
});
