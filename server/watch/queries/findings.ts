import { and, count, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { memberKeys, members } from "@/db/schema/members";
import { staffAccounts, staffMemberships, stores } from "@/db/schema/tenancy";
import { staffCards, watchFindings } from "@/db/schema/watch";
import { type Ctx, read } from "@/server/kernel/ctx";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { canWatch, forbidUnless } from "../access";
import { findingList, findingRef, type FindingState, type WatchRuleName } from "../input";

const pageSize = 50;
const looker = alias(staffAccounts, "looker");
const lookerMembership = alias(staffMemberships, "looker_membership");

export interface Evidence {
  kind: "purchase" | "journal" | "spend" | "change";
  id: string;
  at: string;
  value: number | null;
  /** Whose card, where the finding is about many. */
  memberId?: string | null;
}

const columns = {
  one: watchFindings,
  memberNo: members.memberNo,
  familyName: members.familyName,
  givenName: members.givenName,
  staffName: staffAccounts.name,
  storeName: stores.name,
  stateByName: looker.name,
};

function select(ctx: Ctx, where: ReturnType<typeof and>, limit: number) {
  return read(ctx, (tx) =>
    tx
      .select(columns)
      .from(watchFindings)
      .leftJoin(
        members,
        and(eq(members.tenantId, watchFindings.tenantId), eq(members.memberId, watchFindings.memberId)),
      )
      .leftJoin(
        staffMemberships,
        and(eq(staffMemberships.tenantId, watchFindings.tenantId), eq(staffMemberships.id, watchFindings.staffId)),
      )
      .leftJoin(staffAccounts, eq(staffAccounts.id, staffMemberships.accountId))
      .leftJoin(
        lookerMembership,
        and(eq(lookerMembership.tenantId, watchFindings.tenantId), eq(lookerMembership.id, watchFindings.stateBy)),
      )
      .leftJoin(looker, eq(looker.id, lookerMembership.accountId))
      .leftJoin(stores, and(eq(stores.tenantId, watchFindings.tenantId), eq(stores.id, watchFindings.storeId)))
      .where(and(eq(watchFindings.tenantId, ctx.tenant), where))
      .orderBy(desc(watchFindings.happenedAt), desc(watchFindings.id))
      .limit(limit),
  );
}

const view = ({ one, ...names }: Awaited<ReturnType<typeof select>>[number]) => ({
  ...names,
  findingId: one.id,
  rule: one.rule as WatchRuleName,
  memberId: one.memberId,
  staffId: one.staffId,
  happenedAt: one.happenedAt,
  foundAt: one.foundAt,
  measure: one.measure,
  threshold: one.threshold,
  evidence: one.evidence as Evidence[],
  state: one.state as FindingState,
  stateAt: one.stateAt,
  note: one.note,
});

/** What the watch found, newest first. */
export async function findingsOf(ctx: Ctx, input: z.input<typeof findingList>) {
  forbidUnless(canWatch(ctx.actor));
  const { state, rule, memberId, staffId, cursor } = parseInput(findingList, input);
  const [at, id] = cursor ? readCursor(cursor, 2) : [];
  const f = watchFindings;
  const rows = await select(
    ctx,
    and(
      state ? eq(f.state, state) : undefined,
      rule ? eq(f.rule, rule) : undefined,
      memberId ? eq(f.memberId, memberId) : undefined,
      staffId ? eq(f.staffId, staffId) : undefined,
      at && id ? sql`(${f.happenedAt}, ${f.id}) < (${at}::timestamptz, ${id}::uuid)` : undefined,
    ),
    pageSize + 1,
  );
  const page = rows.slice(0, pageSize);
  const last = page.at(-1)?.one;
  return {
    findings: page.map(view),
    nextCursor: rows.length > pageSize && last ? cursorOf(last.happenedAt.toISOString(), last.id) : null,
  };
}

/** One finding with what it rests on, the member's card, and whether the card is stopped already. */
export async function findingById(ctx: Ctx, input: z.input<typeof findingRef>) {
  forbidUnless(canWatch(ctx.actor));
  const { findingId } = parseInput(findingRef, input);
  const [row] = await select(ctx, eq(watchFindings.id, findingId), 1);
  if (!row) throw new DomainError("not_found", "watch.finding");
  const { memberNo } = row;
  const [card] = memberNo
    ? await read(ctx, (tx) =>
        tx
          .select({ stoppedAt: memberKeys.stoppedAt })
          .from(memberKeys)
          .where(and(eq(memberKeys.tenantId, ctx.tenant), eq(memberKeys.kind, "card"), eq(memberKeys.value, memberNo))),
      )
    : [];
  return { ...view(row), cardStoppedAt: card?.stoppedAt ?? null };
}

/** How many nobody has looked at; for the office's attention list. */
export async function findingsOpen(ctx: Ctx): Promise<number> {
  forbidUnless(canWatch(ctx.actor));
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ n: count() })
      .from(watchFindings)
      .where(and(eq(watchFindings.tenantId, ctx.tenant), eq(watchFindings.state, "open"))),
  );
  return row?.n ?? 0;
}

/** Colleagues' own cards. */
export async function staffCardsOf(ctx: Ctx) {
  forbidUnless(canWatch(ctx.actor));
  return read(ctx, (tx) =>
    tx
      .select({
        membershipId: staffCards.membershipId,
        memberId: staffCards.memberId,
        memberNo: members.memberNo,
        staffName: staffAccounts.name,
        linkedAt: staffCards.linkedAt,
      })
      .from(staffCards)
      .innerJoin(members, and(eq(members.tenantId, staffCards.tenantId), eq(members.memberId, staffCards.memberId)))
      .innerJoin(
        staffMemberships,
        and(eq(staffMemberships.tenantId, staffCards.tenantId), eq(staffMemberships.id, staffCards.membershipId)),
      )
      .innerJoin(staffAccounts, eq(staffAccounts.id, staffMemberships.accountId))
      .where(eq(staffCards.tenantId, ctx.tenant))
      .orderBy(desc(staffCards.linkedAt)),
  );
}
