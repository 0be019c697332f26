import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { campaigns, campaignVersions } from "@/db/schema/campaigns";
import {
  cancelCampaign as cancelDeliveries,
  holdCampaign,
  releaseCampaign,
} from "@/server/delivery/service/steer-campaign";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { quietUntil } from "@/server/kernel/quiet-hours";
import { canEditCampaigns, ensure } from "../access";
import { campaignId as shape, type CampaignState, frozenDefinition } from "../input";
import { isAlready, nextState, type Transition } from "../rules/state";
import { changeState, lockCampaign } from "./state-row";

type Input = z.input<typeof shape>;
interface Steered {
  state: CampaignState;
}

/** Stops a live campaign where it is: nothing new is found or decided, what is planned waits. Again: no change. */
export const pauseCampaign = (ctx: Ctx, input: Input): Promise<Steered> =>
  steer(ctx, input, "pause", (t, id) => holdCampaign(t, { campaignId: id }));

/** Lets a paused campaign go on, with what waited; at night, what keeps quiet hours waits for their end. */
export const resumeCampaign = (ctx: Ctx, input: Input): Promise<Steered> =>
  steer(ctx, input, "resume", async (t, id) =>
    releaseCampaign(t, { campaignId: id, notBefore: await quietEnd(t, id) }),
  );

async function quietEnd(t: TxCtx, campaignId: string): Promise<Date | null> {
  const [running] = await t.tx
    .select({ definition: campaignVersions.definition })
    .from(campaigns)
    .innerJoin(
      campaignVersions,
      and(eq(campaignVersions.tenantId, campaigns.tenantId), eq(campaignVersions.id, campaigns.currentVersionId)),
    )
    .where(and(eq(campaigns.tenantId, t.tenant), eq(campaigns.id, campaignId)));
  if (!running || !frozenDefinition.parse(running.definition).respectsQuietHours) return null;
  const { quietStartMinutes: startMinutes, quietEndMinutes: endMinutes, timeZone } = await tenantOf(t);
  return quietUntil(t.now, { startMinutes, endMinutes, timeZone });
}

/** Ends a campaign for good: whoever is undecided gets the verdict 'cancelled', and what has not left never will. */
export const cancelCampaign = (ctx: Ctx, input: Input): Promise<Steered> =>
  steer(ctx, input, "cancel", async (t, id) => {
    await t.tx.execute(sql`update candidates set verdict = 'cancelled', decided_at = ${t.now.toISOString()}
      where tenant_id = ${t.tenant} and campaign_id = ${id} and verdict is null`);
    await t.tx.execute(sql`update campaign_runs set decided_at = ${t.now.toISOString()}
      where tenant_id = ${t.tenant} and campaign_id = ${id} and decided_at is null`);
    await cancelDeliveries(t, { campaignId: id });
  });

/** The row lock waits for a chunk that is being decided, and no later chunk begins: after the commit nothing more comes. */
async function steer(
  ctx: Ctx,
  input: Input,
  transition: Transition,
  effect: (t: TxCtx, id: string) => Promise<unknown>,
): Promise<Steered> {
  ensure(canEditCampaigns(ctx.actor));
  const { campaignId } = parseInput(shape, input);
  return inTransaction(ctx, async (t) => {
    const { state } = await lockCampaign(t, campaignId);
    const to = nextState(state, transition);
    if (!to) {
      if (isAlready(state, transition)) return { state };
      throw new DomainError("refused", "campaigns.not_in_this_state", { state, transition });
    }
    await effect(t, campaignId);
    await changeState(t, campaignId, state, to);
    await audit(t, {
      action: `campaigns.${transition}`,
      subject: { kind: "campaign", id: campaignId },
      before: { state },
      after: { state: to },
    });
    return { state: to };
  });
}
