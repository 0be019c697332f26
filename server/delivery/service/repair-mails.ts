import type { MailInputs, RepairMailStep } from "@/server/contents/input";
import { repairContent } from "@/server/contents/rules/repair-content";
import { freezeContent } from "@/server/contents/service";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { dayIn } from "@/server/kernel/time";
import { repairById } from "@/server/repairs/queries/repair";
import { spokenReceipt } from "@/server/repairs/rules/receipt-number";
import { mailRecipient } from "../queries/deliveries";
import { planDeliveries } from "./plan-deliveries";

/** Names mails about repairs as a source of deliveries: one per step, whose event's id is the occurrence. */
export const repairSourceId = "00000000-0000-8000-a000-000000000002";

/** A step that is told later than this (a worker that was off for long) is no news any more. */
const newsForMs = 7 * 24 * 3_600_000;

/**
 * Plans the mail about a step of a repair to a member with a verified address; once per step. A step that has been overtaken
 * meanwhile (an estimate replaced by the next one) is no news any more. Returns whether one was planned.
 */
export async function planRepairMail(
  ctx: Ctx,
  step: RepairMailStep,
  { memberId, repairId, eventId }: { memberId: string; repairId: string; eventId: string },
): Promise<boolean> {
  const person = await mailRecipient(ctx, memberId);
  if (!person?.isVerified || person.isWithdrawn) return false;
  const [shop, repair] = [await tenantOf(ctx), await repairById(ctx, repairId)];
  const event = repair.events.find((one) => one.eventId === eventId);
  const later = repair.events.filter(
    ({ at, kind }) => event && at > event.at && (kind === "state" || kind === "estimate"),
  );
  if (!event || ctx.now.getTime() - event.at.getTime() > newsForMs) return false;
  if (step === "quoted" && later.length > 0) return false;
  const estimate = step === "quoted" ? repair.estimates[0] : undefined;
  const inputs: MailInputs = {
    name: person.name,
    repair: {
      repairId,
      receiptNo: spokenReceipt(repair.receiptNo),
      productName: repair.productName,
      imageUrl: repair.imageUrl,
      step,
      on: dayIn(event.at, shop.timeZone),
      storeName: repair.storeName,
      pickUpOn: repair.handOver === "pick_up" ? repair.pickUpOn : null,
      totalYen: estimate?.totalYen ?? null,
      validUntil: estimate?.validUntil ?? null,
      reason: step === "refused" ? event.note : null,
    },
  };
  const counts = await inTransaction(ctx, async (t) => {
    const contentId = await freezeContent(t, { template: "repair", definition: repairContent(step) });
    return planDeliveries(t, {
      sourceKind: "service",
      sourceId: repairSourceId,
      campaignId: null,
      messageClass: "service",
      channel: "mail",
      contentId,
      rows: [{ memberId, occurrence: eventId, dueAt: event.at, sendAt: ctx.now, locale: person.locale, inputs }],
    });
  });
  return counts.planned === 1;
}
