import { and, asc, count, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { privacyRequests } from "@/db/schema/books";
import { members } from "@/db/schema/members";
import { staffAccounts, staffMemberships } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { dayIn } from "@/server/kernel/time";
import { canHandle, canRequest, forbidUnless } from "../access";
import { requestList, type RequestKind, type RequestState } from "../input";

const pageSize = 50;
const waiting = inArray(privacyRequests.state, ["open", "in_hand"]);
const answerer = alias(staffMemberships, "answerer");

/** Requests under the privacy law: what waits first by its day, else newest first. */
export async function requestsOf(ctx: Ctx, input: z.input<typeof requestList>) {
  forbidUnless(canHandle(ctx.actor));
  const { state, kind, cursor } = parseInput(requestList, input);
  const [at, id] = cursor ? readCursor(cursor, 2) : [];
  const r = privacyRequests;
  const { timeZone } = await tenantOf(ctx);
  const today = dayIn(ctx.now, timeZone);
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        one: r,
        memberNo: members.memberNo,
        familyName: members.familyName,
        givenName: members.givenName,
        answeredByName: staffAccounts.name,
      })
      .from(r)
      .innerJoin(members, and(eq(members.tenantId, r.tenantId), eq(members.memberId, r.memberId)))
      .leftJoin(answerer, and(eq(answerer.tenantId, r.tenantId), eq(answerer.id, r.answeredBy)))
      .leftJoin(staffAccounts, eq(staffAccounts.id, answerer.accountId))
      .where(
        and(
          eq(r.tenantId, ctx.tenant),
          state === "waiting" ? waiting : state ? eq(r.state, state) : undefined,
          kind ? eq(r.kind, kind) : undefined,
          at && id ? sql`(${r.receivedAt}, ${r.id}) < (${at}::timestamptz, ${id}::uuid)` : undefined,
        ),
      )
      .orderBy(desc(r.receivedAt), desc(r.id))
      .limit(pageSize + 1),
  );
  const page = rows.slice(0, pageSize);
  const last = page.at(-1)?.one;
  return {
    requests: page.map(({ one, ...names }) => {
      const { tenantId: _tenant, id: requestId, enteredBy: _by, answeredBy: _answered, ...rest } = one;
      return {
        ...rest,
        ...names,
        requestId,
        kind: one.kind as RequestKind,
        state: one.state as RequestState,
        isLate: ["open", "in_hand"].includes(one.state) && one.dueOn < today,
      };
    }),
    nextCursor: rows.length > pageSize && last ? cursorOf(last.receivedAt.toISOString(), last.id) : null,
  };
}

/** A member's own requests, and their part of the export of everything. */
export async function requestsOfMember(ctx: Ctx, memberId: string) {
  if (ctx.actor.kind !== "system") forbidUnless(canRequest(ctx.actor, memberId));
  const rows = await read(ctx, (tx) =>
    tx
      .select()
      .from(privacyRequests)
      .where(and(eq(privacyRequests.tenantId, ctx.tenant), eq(privacyRequests.memberId, memberId)))
      .orderBy(asc(privacyRequests.receivedAt)),
  );
  return rows.map(({ id, kind, details, cameBy, state, receivedAt, dueOn, answer, answeredAt }) => ({
    requestId: id,
    kind: kind as RequestKind,
    details,
    cameBy,
    state: state as RequestState,
    receivedAt,
    dueOn,
    answer,
    answeredAt,
  }));
}

/** How many wait, and how many of them are late; for the office's attention list. */
export async function requestsWaiting(ctx: Ctx): Promise<{ waiting: number; late: number }> {
  forbidUnless(canHandle(ctx.actor));
  const { timeZone } = await tenantOf(ctx);
  const today = dayIn(ctx.now, timeZone);
  const [row] = await read(ctx, (tx) =>
    tx
      .select({
        waiting: count(),
        late: sql<number>`count(*) filter (where ${lt(privacyRequests.dueOn, today)})::bigint`,
      })
      .from(privacyRequests)
      .where(and(eq(privacyRequests.tenantId, ctx.tenant), waiting)),
  );
  return { waiting: row?.waiting ?? 0, late: row?.late ?? 0 };
}
