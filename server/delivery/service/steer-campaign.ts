import { sql } from "drizzle-orm";
import type { z } from "zod";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { canSteerSending } from "../access";
import { campaignRef } from "../input";

// A hold lives on the chunks, where senders look before every marker: nothing that is marked after the hold has committed
// leaves. The chunks' rows are locked before the deliveries', as in the sender.

type CampaignRef = z.input<typeof campaignRef>;

function steer<T>(
  ctx: Ctx,
  input: CampaignRef,
  verb: "hold_campaign" | "release_campaign" | "cancel_campaign",
  work: (t: TxCtx, campaignId: string) => Promise<T>,
): Promise<T> {
  const reason = canSteerSending(ctx.actor);
  if (reason) throw new DomainError("forbidden", reason);
  const { campaignId } = parseInput(campaignRef, input);
  return inTransaction(ctx, async (t) => {
    const result = await work(t, campaignId);
    await audit(t, { action: `delivery.${verb}`, subject: { kind: "campaign", id: campaignId }, after: result });
    return result;
  });
}

/** Holds whatever the campaign has not handed over yet; what is in a sender's hand this moment is finished. Safe to repeat. */
export const holdCampaign = async (ctx: Ctx, input: CampaignRef): Promise<{ chunks: number }> =>
  steer(ctx, input, "hold_campaign", async (t, campaignId) => {
    const held = await t.tx.execute(sql`
      update send_chunks set state = 'held', lease_until = null
      where tenant_id = ${t.tenant} and campaign_id = ${campaignId} and state in ('ready', 'leased')`);
    return { chunks: held.rowCount ?? 0 };
  });

/** Lets a held campaign go on where it stopped, but not before `notBefore` (the end of quiet hours). */
export const releaseCampaign = async (
  ctx: Ctx,
  { notBefore, ...input }: CampaignRef & { notBefore?: Date | null },
): Promise<{ chunks: number }> =>
  steer(ctx, input, "release_campaign", async (t, campaignId) => {
    const released = await t.tx.execute(sql`
      update send_chunks set state = 'ready', lease_until = null,
        send_at = greatest(send_at, ${notBefore?.toISOString() ?? null}::timestamptz)
      where tenant_id = ${t.tenant} and campaign_id = ${campaignId} and state = 'held'`);
    return { chunks: released.rowCount ?? 0 };
  });

/** Cancels for good whatever the campaign has not handed over. Returns how many messages will not leave. */
export const cancelCampaign = async (ctx: Ctx, input: CampaignRef): Promise<{ chunks: number; cancelled: number }> =>
  steer(ctx, input, "cancel_campaign", async (t, campaignId) => {
    const chunks = await t.tx.execute(sql`
      update send_chunks set state = 'cancelled', lease_until = null, finished_at = ${t.now}
      where tenant_id = ${t.tenant} and campaign_id = ${campaignId} and state in ('ready', 'leased', 'held')`);
    const cancelled = await t.tx.execute(sql`
      update deliveries set state = 'cancelled', state_reason = 'campaign_cancelled', settled_at = ${t.now}
      where tenant_id = ${t.tenant} and campaign_id = ${campaignId} and state in ('planned', 'claimed')`);
    return { chunks: chunks.rowCount ?? 0, cancelled: cancelled.rowCount ?? 0 };
  });
