import { and, count, desc, eq, gt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { members } from "@/db/schema/members";
import { staffAccounts, stores } from "@/db/schema/tenancy";
import { pointApprovals } from "@/db/schema/watch";
import { type Ctx, read } from "@/server/kernel/ctx";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import { parseInput } from "@/server/kernel/parse";
import type { HandLimit } from "@/server/points/rules/safeguards";
import { canDecide, canSeeAll, canSeeRequests, forbidUnless } from "../access";
import { approvalList } from "../input";

const pageSize = 50;
const asker = alias(staffAccounts, "asker");
const decider = alias(staffAccounts, "decider");
export type ApprovalState = "waiting" | "approved" | "refused" | "withdrawn" | "expired";

/** Requests for adjustments beyond a limit, newest first: the office's all, the counter's own, with what the reader may do. */
export async function approvalsOf(ctx: Ctx, input: z.input<typeof approvalList>) {
  forbidUnless(canSeeRequests(ctx.actor));
  const { state, cursor } = parseInput(approvalList, input);
  const [at, id] = cursor ? readCursor(cursor, 2) : [];
  const { actor } = ctx;
  const own = actor.kind === "staff" ? eq(pointApprovals.askedByAccount, actor.accountId) : sql`false`;
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        one: pointApprovals,
        askedByName: asker.name,
        decidedByName: decider.name,
        memberNo: members.memberNo,
        familyName: members.familyName,
        givenName: members.givenName,
        storeName: stores.name,
      })
      .from(pointApprovals)
      .innerJoin(
        members,
        and(eq(members.tenantId, pointApprovals.tenantId), eq(members.memberId, pointApprovals.memberId)),
      )
      .leftJoin(asker, eq(asker.id, pointApprovals.askedByAccount))
      .leftJoin(decider, eq(decider.id, pointApprovals.decidedByAccount))
      .leftJoin(stores, and(eq(stores.tenantId, pointApprovals.tenantId), eq(stores.id, pointApprovals.storeId)))
      .where(
        and(
          eq(pointApprovals.tenantId, ctx.tenant),
          canSeeAll(actor) ? undefined : own,
          state === "waiting" ? waiting(ctx) : undefined,
          at && id
            ? sql`(${pointApprovals.askedAt}, ${pointApprovals.id}) < (${at}::timestamptz, ${id}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(pointApprovals.askedAt), desc(pointApprovals.id))
      .limit(pageSize + 1),
  );
  const page = rows.slice(0, pageSize);
  const last = page.at(-1)?.one;
  return {
    approvals: page.map(({ one, ...names }) => ({
      ...names,
      approvalId: one.id,
      memberId: one.memberId,
      points: one.points,
      reason: one.reason,
      limitKind: one.limitKind as HandLimit,
      state: (one.state === "waiting" && one.expiresAt <= ctx.now ? "expired" : one.state) as ApprovalState,
      askedAt: one.askedAt,
      expiresAt: one.expiresAt,
      decidedAt: one.decidedAt,
      decisionReason: one.decisionReason,
      isOwn: actor.kind === "staff" && actor.accountId === one.askedByAccount,
      decisionRefusal: canDecide(actor, one.askedByAccount),
    })),
    nextCursor: rows.length > pageSize && last ? cursorOf(last.askedAt.toISOString(), last.id) : null,
  };
}

const waiting = (ctx: Ctx) => and(eq(pointApprovals.state, "waiting"), gt(pointApprovals.expiresAt, ctx.now));

/** How many requests wait for somebody other than the reader; for the office's attention list. */
export async function approvalsWaiting(ctx: Ctx): Promise<number> {
  forbidUnless(canSeeRequests(ctx.actor));
  const { actor } = ctx;
  const others = actor.kind === "staff" ? sql`${pointApprovals.askedByAccount} <> ${actor.accountId}` : undefined;
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ n: count() })
      .from(pointApprovals)
      .where(and(eq(pointApprovals.tenantId, ctx.tenant), waiting(ctx), others)),
  );
  return row?.n ?? 0;
}
