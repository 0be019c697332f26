import type { TestShop } from "@/server/kernel/testing";
import { defaultContent } from "@/server/contents/rules/default-content";
import { freezeContent } from "@/server/contents/service";
import type { DeliveryPlan } from "@/server/delivery/input";
import { planDeliveries } from "@/server/delivery/service/plan-deliveries";
import { inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember } from "@/server/kernel/testing";

/** A campaign's mails planned for `count` new members of the shop, due now. */
export async function planTestMails(shop: TestShop, count: number, overrides: Partial<DeliveryPlan> = {}) {
  const contentId = await freezeContent(shop.ctx, { template: "news", definition: defaultContent("news") });
  const memberIds: string[] = [];
  for (let n = 0; n < count; n += 1) memberIds.push(await newTestMember(shop.ctx));
  const plan: DeliveryPlan = {
    sourceKind: "campaign",
    sourceId: newId(),
    campaignId: newId(),
    messageClass: "marketing",
    channel: "mail",
    contentId,
    rows: memberIds.map((memberId) => ({
      memberId,
      occurrence: "once",
      dueAt: shop.ctx.now,
      sendAt: shop.ctx.now,
      locale: "ja",
      inputs: { name: "田中 花子", points: { available: 1_234, nextExpiry: null } },
    })),
    ...overrides,
  };
  await inTransaction(shop.ctx, (t) => planDeliveries(t, plan));
  return { ...plan, campaignId: plan.campaignId ?? "", memberIds };
}
