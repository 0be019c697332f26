import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { MailInputs, MailLocale } from "@/server/contents/input";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { canSteerSending } from "../access";
import { campaignRef, type DeliveryRow, type MessageClass } from "../input";
import { planDeliveries } from "./plan-deliveries";

interface UnknownRow {
  source_id: string;
  member_id: string;
  step: number;
  occurrence: string;
  due_at: string;
  attempt: number;
  content_id: string;
  message_class: MessageClass;
  locale: MailLocale;
  variant: string;
  inputs: MailInputs;
}

/**
 * Sends again to those of a campaign whose outcome is unknown: a deliberate step, since some of them may get the message
 * twice. Each becomes a new attempt of its own; the old row keeps its 'unknown'. Calling it twice plans nothing more.
 */
export async function resendUnknown(ctx: Ctx, input: z.input<typeof campaignRef>): Promise<{ planned: number }> {
  const reason = canSteerSending(ctx.actor);
  if (reason) throw new DomainError("forbidden", reason);
  const { campaignId } = parseInput(campaignRef, input);
  return inTransaction(ctx, async (t) => {
    const found = await t.tx.execute<UnknownRow & Record<string, unknown>>(sql`
      update deliveries set state_reason = 'sent_again'
      where tenant_id = ${t.tenant} and campaign_id = ${campaignId} and state = 'unknown' and state_reason = 'outcome_unknown'
      returning source_id, member_id, step, occurrence, due_at, attempt, content_id, message_class, locale, variant, inputs`);
    let planned = 0;
    const sources = Map.groupBy(found.rows, (row) => `${row.source_id} ${row.content_id} ${row.message_class}`);
    for (const rows of sources.values()) {
      const [first] = rows;
      if (!first) continue;
      const counts = await planDeliveries(t, {
        sourceKind: "campaign",
        sourceId: first.source_id,
        campaignId,
        messageClass: first.message_class,
        channel: "mail",
        contentId: first.content_id,
        rows: rows.map(
          (row): DeliveryRow => ({
            memberId: row.member_id,
            step: row.step,
            occurrence: row.occurrence,
            dueAt: new Date(row.due_at),
            sendAt: t.now,
            attempt: row.attempt + 1,
            locale: row.locale,
            variant: row.variant,
            inputs: row.inputs,
          }),
        ),
      });
      planned += counts.planned;
    }
    await audit(t, {
      action: "delivery.resend_unknown",
      subject: { kind: "campaign", id: campaignId },
      after: { planned },
    });
    return { planned };
  });
}
