import "server-only";
import type { Ctx } from "@/server/kernel/ctx";
import { callerFor } from "@/server/trpc/caller";

/** The verbs' context of this request at a shop: the signed-in member, else a visitor. An unknown shop is a 404. */
export async function actingAt(slug: string): Promise<Ctx> {
  const { shop, context } = await callerFor(slug);
  const actor = (await context.member()) ?? ({ kind: "visitor" } as const);
  return { tenant: shop.id, actor, db: context.db, now: context.now, requestId: context.requestId };
}
