import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { memberViews } from "@/db/schema/member-desk";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { staffMay } from "@/server/kernel/permissions";
import { demand } from "@/server/tenancy/access";
import { canRunBulk, canSeeMembers } from "../access";
import { saveViewInput, viewRef } from "../input";

const mostViews = 200;

/** Keeps a list's filters and order under a name, for oneself or for everybody at the desk. Throws `refused` beyond 200. */
export async function saveView(ctx: Ctx, input: z.input<typeof saveViewInput>): Promise<{ viewId: string }> {
  demand(canSeeMembers(ctx.actor));
  const { name, query, isShared } = parseInput(saveViewInput, input);
  if (isShared) demand(canRunBulk(ctx.actor));
  return inTransaction(ctx, async (t) => {
    const count = await t.tx.$count(memberViews, eq(memberViews.tenantId, t.tenant));
    if (count >= mostViews) throw new DomainError("refused", "members.too_many_views", { most: mostViews });
    const viewId = newId();
    const own = actorId(t.actor);
    await t.tx.insert(memberViews).values({
      tenantId: t.tenant,
      id: viewId,
      name,
      query,
      ownerId: isShared ? null : own,
      createdBy: own,
      createdAt: t.now,
    });
    await audit(t, {
      action: "members.save_view",
      subject: { kind: "member_view", id: viewId },
      after: { name, isShared },
    });
    return { viewId };
  });
}

/** Takes a saved list away: one's own, or, at the desk, a shared one. Throws `not_found` also for a colleague's own. */
export async function deleteView(ctx: Ctx, input: z.input<typeof viewRef>): Promise<void> {
  demand(canSeeMembers(ctx.actor));
  const { viewId } = parseInput(viewRef, input);
  await inTransaction(ctx, async (t) => {
    const [view] = await t.tx
      .select()
      .from(memberViews)
      .where(and(eq(memberViews.tenantId, t.tenant), eq(memberViews.id, viewId)))
      .for("update");
    const isOwn = view !== undefined && view.createdBy === actorId(t.actor);
    const mayShared = view?.ownerId === null && staffMay(t.actor, "members.bulk");
    if (!view || (!isOwn && !mayShared)) throw new DomainError("not_found", "members.view");
    await audit(t, {
      action: "members.delete_view",
      subject: { kind: "member_view", id: viewId },
      before: { name: view.name, query: view.query },
    });
    await t.tx.delete(memberViews).where(and(eq(memberViews.tenantId, t.tenant), eq(memberViews.id, viewId)));
  });
}
