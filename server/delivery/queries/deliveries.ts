import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { contentVersions } from "@/db/schema/contents";
import { deliveries, suppressions } from "@/db/schema/delivery";
import { members } from "@/db/schema/members";
import type { MailInputs, MailLocale } from "@/server/contents/input";
import { compiledContent } from "@/server/contents/queries";
import { fillMail, type RenderedMail } from "@/server/contents/rules/compile";
import { type Ctx, read } from "@/server/kernel/ctx";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import { env } from "@/server/kernel/env";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { recordsOf } from "@/server/members/queries/merged-records";
import { canReadDeliveries, canSteerSending } from "../access";
import { campaignRef, deliveryList, deliveryRef, memberRef } from "../input";
import { plainLinks } from "../rules/mail-links";

function demand(reason: string | null): void {
  if (reason) throw new DomainError("forbidden", reason);
}

/** What was, or is to be, written to a member: newest first, a page at a time. */
export async function deliveriesOf(ctx: Ctx, input: z.input<typeof deliveryList>) {
  const { memberId, cursor, limit } = parseInput(deliveryList, input);
  demand(canReadDeliveries(ctx.actor, memberId));
  const [sendAt, id] = cursor ? readCursor(cursor, 2) : [];
  // Letters stay with the record they were written to; a merged one is this person, too.
  const records = await recordsOf(ctx, memberId);
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        deliveryId: deliveries.id,
        campaignId: deliveries.campaignId,
        template: contentVersions.template,
        messageClass: deliveries.messageClass,
        channel: deliveries.channel,
        state: deliveries.state,
        stateReason: deliveries.stateReason,
        attempt: deliveries.attempt,
        sendAt: deliveries.sendAt,
        acceptedAt: deliveries.acceptedAt,
        settledAt: deliveries.settledAt,
        openedAt: deliveries.openedAt,
        clickedAt: deliveries.clickedAt,
      })
      .from(deliveries)
      .innerJoin(
        contentVersions,
        and(eq(contentVersions.tenantId, deliveries.tenantId), eq(contentVersions.id, deliveries.contentId)),
      )
      .where(
        and(
          eq(deliveries.tenantId, ctx.tenant),
          inArray(deliveries.memberId, records),
          sendAt && id
            ? sql`(${deliveries.sendAt}, ${deliveries.id}) < (${instantText(sendAt)}::timestamptz, ${id}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(deliveries.sendAt), desc(deliveries.id))
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page,
    cursor: rows.length > limit && last ? cursorOf(last.sendAt.toISOString(), last.deliveryId) : null,
  };
}

function instantText(text: string): string {
  if (Number.isNaN(Date.parse(text))) throw new DomainError("invalid", "kernel.invalid_input", { field: "cursor" });
  return text;
}

/** The very mail again, filled from what was kept, with links that count nothing. Throws `not_found`, also for another's. */
export async function renderDelivery(
  ctx: Ctx,
  input: z.input<typeof deliveryRef>,
): Promise<RenderedMail & { sendAt: Date; state: string }> {
  const { memberId, deliveryId } = parseInput(deliveryRef, input);
  demand(canReadDeliveries(ctx.actor, memberId));
  const records = await recordsOf(ctx, memberId);
  const [row] = await read(ctx, (tx) =>
    tx
      .select({
        contentId: deliveries.contentId,
        locale: deliveries.locale,
        inputs: deliveries.inputs,
        sendAt: deliveries.sendAt,
        state: deliveries.state,
      })
      .from(deliveries)
      .where(
        and(eq(deliveries.tenantId, ctx.tenant), inArray(deliveries.memberId, records), eq(deliveries.id, deliveryId)),
      )
      .limit(1),
  );
  if (!row) throw new DomainError("not_found", "delivery.not_found");
  const shop = await tenantOf(ctx);
  const inputs = row.inputs as MailInputs;
  const compiled = await compiledContent(ctx, shop, row.contentId, row.locale as MailLocale);
  const mail = await fillMail(compiled, inputs, plainLinks(env().GOEN_BASE_URL.replace(/\/+$/, ""), shop.slug, inputs));
  return { ...mail, sendAt: row.sendAt, state: row.state };
}

/** How far a campaign's sending is: messages by state, and chunks by state. */
export async function sendingProgress(ctx: Ctx, input: z.input<typeof campaignRef>) {
  const { campaignId } = parseInput(campaignRef, input);
  if (ctx.actor.kind !== "staff") demand(canSteerSending(ctx.actor));
  return read(ctx, async (tx) => {
    const messages = await tx.execute<{ state: string; reason: string | null; n: number }>(sql`
      select state, state_reason as reason, count(*) as n from deliveries
      where tenant_id = ${ctx.tenant} and campaign_id = ${campaignId} group by state, state_reason`);
    const chunks = await tx.execute<{ state: string; n: number }>(sql`
      select state, count(*) as n from send_chunks where tenant_id = ${ctx.tenant} and campaign_id = ${campaignId} group by state`);
    return {
      messages: messages.rows.map(({ state, reason, n }) => ({ state, reason, count: n })),
      chunks: chunks.rows.map(({ state, n }) => ({ state, count: n })),
    };
  });
}

/** Stops in force for a member. */
export async function suppressionsOf(ctx: Ctx, input: z.input<typeof memberRef>) {
  const { memberId } = parseInput(memberRef, input);
  demand(canReadDeliveries(ctx.actor, memberId));
  return read(ctx, (tx) =>
    tx
      .select({ channel: suppressions.channel, reason: suppressions.reason, at: suppressions.at })
      .from(suppressions)
      .where(
        and(
          eq(suppressions.tenantId, ctx.tenant),
          eq(suppressions.memberId, memberId),
          sql`${suppressions.liftedAt} is null`,
        ),
      )
      .orderBy(desc(suppressions.at)),
  );
}

/** What a mail to a member needs to know about them; null for an unknown id. */
export async function mailRecipient(ctx: Ctx, memberId: string) {
  const [row] = await read(ctx, (tx) =>
    tx
      .select()
      .from(members)
      .where(and(eq(members.tenantId, ctx.tenant), eq(members.memberId, memberId)))
      .limit(1),
  );
  if (!row) return null;
  return {
    name: [row.familyName, row.givenName].filter(Boolean).join(" ") || null,
    locale: row.locale === "en" ? ("en" as const) : ("ja" as const),
    isVerified: row.emailNormalised !== null && row.emailVerifiedAt !== null,
    isOptedIn: row.mailOptIn,
    isWithdrawn: row.withdrawnAt !== null,
  };
}
