import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { couponCodes } from "@/db/schema/coupons";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canEditCoupons } from "../access";
import { wordInput } from "../input";
import { readWord } from "../rules/code";
import { lockCoupon } from "./save-coupon";

/**
 * Lets everybody use a coupon who says a word. A word that was closed can be opened again for the same coupon. Throws invalid
 * `coupons.word` (3 to 30 letters and digits), conflict `coupons.word_taken`, not_found, forbidden.
 */
export async function openWord(ctx: Ctx, input: z.input<typeof wordInput>): Promise<{ code: string }> {
  demand(canEditCoupons(ctx.actor));
  const { couponId, word } = parseInput(wordInput, input);
  const code = readWord(word);
  if (code === null) throw new DomainError("invalid", "coupons.word", { field: "word" });
  return inTransaction(ctx, async (t) => {
    const coupon = await lockCoupon(t, couponId);
    const made = await t.tx
      .insert(couponCodes)
      .values({ tenantId: t.tenant, code, couponId, version: coupon.version, kind: "word", createdAt: t.now })
      .onConflictDoUpdate({
        target: [couponCodes.tenantId, couponCodes.code],
        set: { closedAt: null, version: coupon.version },
        setWhere: and(eq(couponCodes.couponId, couponId), eq(couponCodes.kind, "word")),
      })
      .returning({ code: couponCodes.code });
    if (made.length === 0) throw new DomainError("conflict", "coupons.word_taken", { field: "word" });
    await audit(t, { action: "coupons.open_word", subject: { kind: "coupon", id: couponId }, after: { code } });
    return { code };
  });
}

/** Takes a word in no longer; it stays the coupon's. Repeating it changes nothing. */
export async function closeWord(ctx: Ctx, input: z.input<typeof wordInput>): Promise<void> {
  demand(canEditCoupons(ctx.actor));
  const { couponId, word } = parseInput(wordInput, input);
  await inTransaction(ctx, async (t) => {
    await lockCoupon(t, couponId);
    const closed = await t.tx
      .update(couponCodes)
      .set({ closedAt: t.now })
      .where(
        and(
          eq(couponCodes.tenantId, t.tenant),
          eq(couponCodes.code, readWord(word) ?? ""),
          eq(couponCodes.couponId, couponId),
          eq(couponCodes.kind, "word"),
        ),
      )
      .returning({ code: couponCodes.code });
    if (closed.length === 0) throw new DomainError("not_found", "coupons.word_unknown");
    await audit(t, { action: "coupons.close_word", subject: { kind: "coupon", id: couponId }, before: { code: word } });
  });
}
