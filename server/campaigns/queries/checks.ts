import { sql } from "drizzle-orm";
import type { z } from "zod";
import { type Ctx, read } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { quietUntil } from "@/server/kernel/quiet-hours";
import { canPublishAsService, canReadCampaigns, ensure } from "../access";
import { campaignDraft, campaignId as shape, timingInput } from "../input";
import { needsApproval } from "../rules/approval";
import {
  type Audience,
  audienceFindings,
  definitionOf,
  draftFindings,
  type Finding,
  runnableTiming,
} from "../rules/checklist";
import { nextRuns } from "../rules/timing";
import { approvalLimit, type ApprovalView, draftOf, newestApproval, personsIn } from "./approvals";
import { audienceOf } from "./audience";

export interface LaunchChecks {
  /** The revision that was looked at. */
  revision: number;
  findings: Finding[];
  /** Null without a target, and where it could not be counted in time. */
  audience: Audience | null;
  /** Members in the target whatever the timing; null as above. */
  persons: number | null;
  approval: { isNeeded: boolean; above: number | null; current: ApprovalView | null };
  canPublish: boolean;
}

/** The check list before a launch: what is missing or odd, who would be reached, and whether a second person is needed. */
export async function launchChecks(ctx: Ctx, input: z.input<typeof shape>): Promise<LaunchChecks> {
  ensure(canReadCampaigns(ctx.actor));
  const { campaignId } = parseInput(shape, input);
  const shop = await tenantOf(ctx);
  const row = await draftOf(ctx, campaignId);
  const draft = campaignDraft.parse(row.draft);
  const messageClass = row.messageClass as "marketing" | "service";
  const earlier = await read(ctx, (tx) =>
    tx.execute(
      sql`select 1 from campaign_runs where tenant_id = ${ctx.tenant} and campaign_id = ${campaignId} limit 1`,
    ),
  );
  const hasRun = earlier.rowCount !== 0;
  const audience = await audienceOf(ctx, shop, { campaignId, draft, messageClass, hasRun });
  const persons = draft.target ? await personsIn(ctx, draft.target.rule) : null;
  const findings = [
    ...draftFindings(draft, {
      now: ctx.now,
      timeZone: shop.timeZone,
      quietStartMinutes: shop.quietStartMinutes,
      quietEndMinutes: shop.quietEndMinutes,
      messageClass,
      mayPublishService: canPublishAsService(ctx.actor) === null,
      sender: {
        address: shop.mailFromAddress,
        name: shop.mailFromName,
        legalName: shop.legalName,
        legalAddress: shop.legalAddress,
        contactUrl: shop.contactUrl,
      },
    }),
    ...(audience ? audienceFindings(audience, draft) : []),
    ...(draft.target && !audience ? [{ code: "not_counted", value: "target", weight: "warn" } as const] : []),
  ];
  const above = await approvalLimit(ctx);
  const newest = await read(ctx, (tx) => newestApproval(tx, ctx.tenant, campaignId));
  const current = newest?.revision === row.revision ? newest : null;
  const isNeeded = draft.target !== undefined && needsApproval(persons, above);
  return {
    revision: row.revision,
    findings,
    audience,
    persons,
    approval: { isNeeded, above, current },
    canPublish:
      definitionOf(draft) !== null &&
      findings.every((finding) => finding.weight !== "block") &&
      (!isNeeded || current?.state === "approved"),
  };
}

/** The next five firings of a timing that is being edited, each with the end of the quiet hours it falls into; none while it is unfinished. */
export async function upcomingRuns(ctx: Ctx, input: z.input<typeof timingInput>) {
  ensure(canReadCampaigns(ctx.actor));
  const timing = runnableTiming(parseInput(timingInput, input).timing);
  if (!timing) return [];
  const { timeZone, quietStartMinutes: startMinutes, quietEndMinutes: endMinutes } = await tenantOf(ctx);
  return nextRuns(timing, { now: ctx.now, timeZone }, 5).map((at) => ({
    at,
    quietUntil: quietUntil(at, { startMinutes, endMinutes, timeZone }),
  }));
}
