import { randomInt } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { couponLinks } from "@/db/schema/coupons";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import { canEditCoupons } from "../access";
import { linkInput, linkKey } from "../input";
import { codeAlphabet } from "../rules/code";
import { lockCoupon } from "./save-coupon";

/** Letters of the address behind a QR code: few, so that the picture stays coarse enough for a poster; 48 bits are no secret to guess. */
const tokenLength = 10;
const newToken = () => Array.from({ length: tokenLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join("");

/** A place at which members take the coupon by QR code, once each. Throws not_found, forbidden. */
export async function openLink(ctx: Ctx, input: z.input<typeof linkInput>): Promise<{ linkId: string; token: string }> {
  demand(canEditCoupons(ctx.actor));
  const { couponId, name, storeId } = parseInput(linkInput, input);
  return inTransaction(ctx, async (t) => {
    await lockCoupon(t, couponId);
    if (storeId !== null && !(await storesOf(t)).some(({ id }) => id === storeId))
      throw new DomainError("not_found", "tenancy.store");
    const [linkId, token] = [newId(), newToken()];
    await t.tx
      .insert(couponLinks)
      .values({ tenantId: t.tenant, id: linkId, couponId, token, name, storeId, createdAt: t.now });
    await audit(t, {
      action: "coupons.open_link",
      subject: { kind: "coupon", id: couponId },
      after: { linkId, name, storeId },
    });
    return { linkId, token };
  });
}

/** Nobody can take the coupon there any more; who has it keeps it. */
export async function closeLink(ctx: Ctx, input: z.input<typeof linkKey>): Promise<void> {
  demand(canEditCoupons(ctx.actor));
  const { linkId } = parseInput(linkKey, input);
  await inTransaction(ctx, async (t) => {
    const isLink = and(eq(couponLinks.tenantId, t.tenant), eq(couponLinks.id, linkId));
    const [link] = await t.tx.select().from(couponLinks).where(isLink).for("update");
    if (!link) throw new DomainError("not_found", "coupons.link");
    if (link.closedAt) return;
    await t.tx
      .update(couponLinks)
      .set({ closedAt: t.now })
      .where(and(isLink, isNull(couponLinks.closedAt)));
    await audit(t, {
      action: "coupons.close_link",
      subject: { kind: "coupon", id: link.couponId },
      before: { linkId, name: link.name },
    });
  });
}
