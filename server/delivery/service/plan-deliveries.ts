import { sql } from "drizzle-orm";
import { sendChunks } from "@/db/schema/delivery";
import type { TxCtx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import type { DeliveryPlan, PlanCounts } from "../input";
import { cutIntoChunks } from "../rules/chunks";

const rowsPerStatement = 2_000;

/**
 * Plans messages in the caller's transaction: deliveries, and the chunks that senders lease. A row whose identity was
 * planned before is left as it is, so a repeated call plans nothing. The caller has decided that each person may be written to.
 */
export async function planDeliveries(t: TxCtx, plan: DeliveryPlan): Promise<PlanCounts> {
  const chunks = cutIntoChunks(plan.rows).map((chunk) => ({ ...chunk, id: newId() }));
  const rows = chunks.flatMap((chunk) => chunk.rows.map((row) => ({ ...row, chunkId: chunk.id })));
  const used = new Map<string, number>();
  let planned = 0;
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const batch = rows.slice(from, from + rowsPerStatement).map((row) => ({
      member_id: row.memberId,
      id: newId(),
      due_at: row.dueAt,
      content_id: row.contentId ?? plan.contentId,
      step: row.step ?? 0,
      occurrence: row.occurrence,
      attempt: row.attempt ?? 1,
      variant: row.variant ?? "a",
      locale: row.locale,
      send_at: row.sendAt,
      chunk_id: row.chunkId,
      inputs: row.inputs,
    }));
    const made = await t.tx.execute<{ chunk_id: string; n: number }>(sql`
      with made as (
        insert into deliveries (tenant_id, source_kind, source_id, campaign_id, message_class, channel, state, planned_at,
          member_id, id, due_at, content_id, step, occurrence, attempt, variant, locale, send_at, chunk_id, inputs)
        select ${t.tenant}::uuid, ${plan.sourceKind}, ${plan.sourceId}::uuid, ${plan.campaignId}::uuid, ${plan.messageClass},
          ${plan.channel}, 'planned', ${t.now}::timestamptz, r.*
        from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as r(member_id uuid, id uuid, due_at timestamptz,
          content_id uuid, step integer, occurrence text, attempt integer, variant text, locale text, send_at timestamptz,
          chunk_id uuid, inputs jsonb)
        on conflict do nothing
        returning chunk_id)
      select chunk_id, count(*) as n from made group by chunk_id`);
    for (const { chunk_id, n } of made.rows) {
      used.set(chunk_id, (used.get(chunk_id) ?? 0) + n);
      planned += n;
    }
  }
  // A chunk whose every row had been planned before would be empty: it is not made.
  const needed = chunks.filter((chunk) => used.has(chunk.id));
  if (needed.length > 0)
    await t.tx.insert(sendChunks).values(
      needed.map((chunk) => ({
        tenantId: t.tenant,
        id: chunk.id,
        sourceId: plan.sourceId,
        campaignId: plan.campaignId,
        lane: plan.messageClass,
        channel: plan.channel,
        state: "ready",
        sendAt: chunk.sendAt,
        messageCount: used.get(chunk.id) ?? 0,
        createdAt: t.now,
      })),
    );
  return { planned, already: plan.rows.length - planned, chunks: needed.length };
}
