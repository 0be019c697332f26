import { and, eq } from "drizzle-orm";
import { deliveries, trackingHits } from "@/db/schema/delivery";
import type { MailInputs } from "@/server/contents/input";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { linkPath } from "../rules/mail-links";
import type { TrackingToken } from "../rules/tracking-token";

export interface HitSource {
  method: string;
  userAgent: string | null;
}

/** Appends one raw hit; who or what it was is judged later, together with its neighbours. */
export const recordHit = (ctx: Ctx, token: TrackingToken, kind: "open" | "click", source: HitSource): Promise<void> =>
  inTransaction(ctx, async (t) => {
    await t.tx.insert(trackingHits).values({
      tenantId: t.tenant,
      memberId: token.memberId,
      deliveryId: token.deliveryId,
      deliveryDueAt: token.dueAt,
      kind: token.link === "honeypot" ? "honeypot" : kind,
      link: token.link,
      at: t.now,
      userAgent: source.userAgent?.slice(0, 300) ?? null,
      method: source.method.slice(0, 10),
    });
  });

/** Where a followed link leads: a path of this shop made from the delivery's own inputs. Null when the delivery is gone. */
export async function linkTarget(ctx: Ctx, token: TrackingToken): Promise<{ path: string; memberId: string } | null> {
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ inputs: deliveries.inputs })
      .from(deliveries)
      .where(
        and(
          eq(deliveries.tenantId, ctx.tenant),
          eq(deliveries.memberId, token.memberId),
          eq(deliveries.dueAt, token.dueAt),
          eq(deliveries.id, token.deliveryId),
        ),
      ),
  );
  if (!row) return null;
  const shop = await tenantOf(ctx);
  return { path: linkPath(token.link ?? "home", shop.slug, row.inputs as MailInputs), memberId: token.memberId };
}
