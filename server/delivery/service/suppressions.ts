import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { suppressions } from "@/db/schema/delivery";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { demandMember } from "@/server/members/queries/find-member";
import { canSuppress } from "../access";
import { liftInput, suppressInput } from "../input";

const open = (tenant: string, memberId: string, channel: string) =>
  and(
    eq(suppressions.tenantId, tenant),
    eq(suppressions.memberId, memberId),
    eq(suppressions.channel, channel),
    isNull(suppressions.liftedAt),
  );

/** Writes down that a member must not be written to on a channel; planned messages are dropped when their turn comes. Safe to repeat. */
export async function suppress(ctx: Ctx, input: z.input<typeof suppressInput>): Promise<{ isNew: boolean }> {
  const { memberId, channel, reason, deliveryId } = parseInput(suppressInput, input);
  const refusal = canSuppress(ctx.actor, memberId);
  if (refusal) throw new DomainError("forbidden", refusal);
  return inTransaction(ctx, async (t) => {
    await demandMember(t, memberId);
    const same = await t.tx
      .select({ id: suppressions.id })
      .from(suppressions)
      .where(and(open(t.tenant, memberId, channel), eq(suppressions.reason, reason)))
      .limit(1);
    if (same.length > 0) return { isNew: false };
    await t.tx.insert(suppressions).values({
      tenantId: t.tenant,
      memberId,
      id: newId(),
      channel,
      reason,
      deliveryId: deliveryId ?? null,
      at: t.now,
    });
    await audit(t, {
      action: "delivery.suppress",
      subject: { kind: "member", id: memberId },
      memberId,
      after: { channel, reason },
    });
    return { isNew: true };
  });
}

/** Lifts what a person may lift: their own unsubscription and a manual stop; a bounce or complaint only staff can lift. */
export async function liftSuppression(ctx: Ctx, input: z.input<typeof liftInput>): Promise<{ lifted: number }> {
  const { memberId, channel } = parseInput(liftInput, input);
  const refusal = canSuppress(ctx.actor, memberId);
  if (refusal) throw new DomainError("forbidden", refusal);
  const isStaff = ctx.actor.kind === "staff" || ctx.actor.kind === "system";
  return inTransaction(ctx, async (t) => {
    await demandMember(t, memberId);
    const lifted = await t.tx
      .update(suppressions)
      .set({ liftedAt: t.now })
      .where(and(open(t.tenant, memberId, channel), isStaff ? undefined : eq(suppressions.reason, "unsubscribed")))
      .returning({ reason: suppressions.reason });
    if (lifted.length > 0)
      await audit(t, {
        action: "delivery.lift_suppression",
        subject: { kind: "member", id: memberId },
        memberId,
        before: lifted,
      });
    return { lifted: lifted.length };
  });
}
