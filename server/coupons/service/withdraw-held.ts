import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { heldCoupons } from "@/db/schema/coupons";
import { members } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canEditCoupons } from "../access";
import { heldOfMemberKey } from "../input";

/** Ends all coupons of a member who has left. Repeating it changes nothing. */
export async function withdrawHeld(ctx: Ctx, memberId: string): Promise<void> {
  await inTransaction(ctx, (t) =>
    t.tx
      .update(heldCoupons)
      .set({ withdrawnAt: t.now })
      .where(
        and(eq(heldCoupons.tenantId, t.tenant), eq(heldCoupons.memberId, memberId), isNull(heldCoupons.withdrawnAt)),
      ),
  );
}

const isHeld = (t: TxCtx, { memberId, heldId }: z.output<typeof heldOfMemberKey>) =>
  and(eq(heldCoupons.tenantId, t.tenant), eq(heldCoupons.memberId, memberId), eq(heldCoupons.id, heldId));

async function lockHeld(t: TxCtx, of: z.output<typeof heldOfMemberKey>) {
  const [held] = await t.tx.select().from(heldCoupons).where(isHeld(t, of)).for("update");
  if (!held) throw new DomainError("not_found", "coupons.not_held");
  return held;
}

/**
 * Takes a coupon away from a member who was given it by mistake; what it was used for stays. Repeating it changes nothing. Throws
 * not_found, refused `coupons.all_used` where nothing of it is left, forbidden.
 */
export async function withdrawOne(ctx: Ctx, input: z.input<typeof heldOfMemberKey>): Promise<void> {
  demand(canEditCoupons(ctx.actor));
  const of = parseInput(heldOfMemberKey, input);
  await inTransaction(ctx, async (t) => {
    const held = await lockHeld(t, of);
    if (held.withdrawnAt) return;
    if (held.uses >= held.mostUses) throw new DomainError("refused", "coupons.all_used");
    await t.tx.update(heldCoupons).set({ withdrawnAt: t.now }).where(isHeld(t, of));
    await audit(t, {
      action: "coupons.withdraw",
      subject: { kind: "held_coupon", id: of.heldId },
      memberId: of.memberId,
      before: { couponId: held.couponId },
    });
  });
}

/** Gives back what was taken away. Throws not_found, refused `coupons.member_left` for a member who has left, forbidden. */
export async function restoreOne(ctx: Ctx, input: z.input<typeof heldOfMemberKey>): Promise<void> {
  demand(canEditCoupons(ctx.actor));
  const of = parseInput(heldOfMemberKey, input);
  await inTransaction(ctx, async (t) => {
    const held = await lockHeld(t, of);
    if (!held.withdrawnAt) return;
    const [member] = await t.tx
      .select({ withdrawnAt: members.withdrawnAt })
      .from(members)
      .where(and(eq(members.tenantId, t.tenant), eq(members.memberId, of.memberId)));
    if (!member || member.withdrawnAt) throw new DomainError("refused", "coupons.member_left");
    await t.tx.update(heldCoupons).set({ withdrawnAt: null }).where(isHeld(t, of));
    await audit(t, {
      action: "coupons.restore",
      subject: { kind: "held_coupon", id: of.heldId },
      memberId: of.memberId,
      after: { couponId: held.couponId },
    });
  });
}
