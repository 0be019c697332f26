import { and, desc, eq, gte, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { apiKeys } from "@/db/schema/access";
import { campaigns } from "@/db/schema/campaigns";
import { coupons } from "@/db/schema/coupons";
import { auditLog } from "@/db/schema/kernel";
import { memberTags } from "@/db/schema/member-desk";
import { segments } from "@/db/schema/segments";
import { staffAccounts, staffMemberships, stores } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { isUuid } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { addDays, instantOf } from "@/server/kernel/time";
import { canReadAudit, demand } from "../access";
import { type auditFilter, auditList } from "../input";

const pageSize = 50;
/** A word is looked for in what was written; without a period that is the last ninety days, so that no search reads all of history. */
const wordDays = 90;

export interface AuditRow {
  id: string;
  at: Date;
  actorKind: string;
  actorId: string | null;
  /** A colleague's or a key's name; null for members and the product itself. */
  actorName: string | null;
  action: string;
  subjectKind: string;
  subjectId: string | null;
  memberId: string | null;
  before: unknown;
  after: unknown;
}

export interface AuditPage {
  rows: AuditRow[];
  /** Names for the ids of colleagues, stores, campaigns and the like that the rows speak of. */
  names: Record<string, string>;
  nextCursor: string | null;
}

/** Who did what, newest first. Throws `invalid` for a cursor that is not ours. */
export async function auditPage(ctx: Ctx, input: z.input<typeof auditList>): Promise<AuditPage> {
  demand(canReadAudit(ctx.actor));
  const { cursor, ...filter } = parseInput(auditList, input);
  const rows = await rowsAfter(ctx, await conditionOf(ctx, filter), cursor, pageSize + 1);
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  const names = await namesFor(ctx, page);
  return {
    rows: page.map((row) => ({ ...row, actorName: row.actorId ? (names[row.actorId] ?? null) : null })),
    names,
    nextCursor: rows.length > pageSize && last ? cursorOf(last.at.toISOString(), last.id) : null,
  };
}

/** Every row of a filter, page by page; for the export. */
export async function* auditRows(ctx: Ctx, filter: z.output<typeof auditFilter>): AsyncGenerator<AuditRow> {
  demand(canReadAudit(ctx.actor));
  const condition = await conditionOf(ctx, filter);
  for (let cursor: string | undefined; ; ) {
    const rows = await rowsAfter(ctx, condition, cursor, 1000);
    const names = await namesFor(ctx, rows);
    for (const row of rows) yield { ...row, actorName: row.actorId ? (names[row.actorId] ?? null) : null };
    const last = rows.at(-1);
    if (!last || rows.length < 1000) return;
    cursor = cursorOf(last.at.toISOString(), last.id);
  }
}

/** How many different members the rows of a filter tell of. */
export async function auditPersons(ctx: Ctx, filter: z.output<typeof auditFilter>): Promise<number> {
  demand(canReadAudit(ctx.actor));
  const condition = await conditionOf(ctx, filter);
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ persons: sql<number>`count(distinct ${auditLog.memberId})` })
      .from(auditLog)
      .where(condition),
  );
  return row?.persons ?? 0;
}

async function conditionOf(ctx: Ctx, filter: z.output<typeof auditFilter>): Promise<SQL | undefined> {
  const { timeZone } = await tenantOf(ctx);
  const { from, to, actorId, actorKind, action, subjectKind, memberId, q } = filter;
  const since = from
    ? instantOf(from, 0, timeZone)
    : q && !isUuid(q)
      ? new Date(ctx.now.getTime() - wordDays * 86_400_000)
      : null;
  return and(
    eq(auditLog.tenantId, ctx.tenant),
    since ? gte(auditLog.at, since) : undefined,
    to ? lt(auditLog.at, instantOf(addDays(to, 1), 0, timeZone)) : undefined,
    actorId ? eq(auditLog.actorId, actorId) : undefined,
    actorKind ? eq(auditLog.actorKind, actorKind) : undefined,
    action?.includes(".") ? eq(auditLog.action, action) : undefined,
    action && !action.includes(".") ? sql`starts_with(${auditLog.action}, ${`${action}.`})` : undefined,
    subjectKind ? eq(auditLog.subjectKind, subjectKind) : undefined,
    memberId ? eq(auditLog.memberId, memberId) : undefined,
    q ? wordCondition(q) : undefined,
  );
}

function wordCondition(q: string): SQL | undefined {
  if (isUuid(q)) return or(eq(auditLog.subjectId, q), eq(auditLog.memberId, q), eq(auditLog.actorId, q));
  const word = q.toLowerCase();
  return sql`strpos(lower(concat_ws(' ', ${auditLog.action}, ${auditLog.before}::text, ${auditLog.after}::text)), ${word}) > 0`;
}

async function rowsAfter(ctx: Ctx, condition: SQL | undefined, cursor: string | undefined, limit: number) {
  const [at = "", id = ""] = cursor ? readCursor(cursor, 2) : [];
  if (cursor && (Number.isNaN(Date.parse(at)) || !isUuid(id)))
    throw new DomainError("invalid", "kernel.invalid_input", { field: "cursor" });
  return read(ctx, (tx) =>
    tx
      .select({
        id: auditLog.id,
        at: auditLog.at,
        actorKind: auditLog.actorKind,
        actorId: auditLog.actorId,
        action: auditLog.action,
        subjectKind: auditLog.subjectKind,
        subjectId: auditLog.subjectId,
        memberId: auditLog.memberId,
        before: auditLog.before,
        after: auditLog.after,
      })
      .from(auditLog)
      .where(
        and(condition, cursor ? sql`(${auditLog.at}, ${auditLog.id}) < (${at}::timestamptz, ${id}::uuid)` : undefined),
      )
      .orderBy(desc(auditLog.at), desc(auditLog.id))
      .limit(limit),
  );
}

type Bare = Omit<AuditRow, "actorName">;

// What a shop itself gives names to, besides its stores.
const named = [campaigns, segments, memberTags, coupons] as const;

/** Names of colleagues, keys and what the shop has named among the ids in the rows. Members stay numbers here: their page has their name, and is audited. */
async function namesFor(ctx: Ctx, rows: readonly Bare[]): Promise<Record<string, string>> {
  const ids = [
    ...new Set(rows.flatMap((row) => [row.actorId, row.subjectId, ...uuidsIn(row.before, row.after)])),
  ].filter((id): id is string => id !== null);
  if (ids.length === 0) return {};
  const namesIn = (table: (typeof named)[number]) =>
    sql`select id::text, name from ${table} where tenant_id = ${ctx.tenant} and id in ${ids}`;
  const found = await read(ctx, async (tx) => [
    ...(await tx
      .select({ id: staffMemberships.id, name: staffAccounts.name })
      .from(staffMemberships)
      .innerJoin(staffAccounts, eq(staffAccounts.id, staffMemberships.accountId))
      .where(and(eq(staffMemberships.tenantId, ctx.tenant), inArray(staffMemberships.id, ids)))),
    ...(await tx
      .select({ id: stores.id, name: stores.name })
      .from(stores)
      .where(and(eq(stores.tenantId, ctx.tenant), inArray(stores.id, ids)))),
    ...(await tx
      .select({ id: apiKeys.id, name: apiKeys.name })
      .from(apiKeys)
      .where(and(eq(apiKeys.tenantId, ctx.tenant), inArray(apiKeys.id, ids)))),
    ...(await tx.execute<{ id: string; name: string }>(sql.join(named.map(namesIn), sql` union all `))).rows,
  ]);
  return Object.fromEntries(found.map(({ id, name }) => [id, name]));
}

const uuidsIn = (...values: unknown[]): string[] =>
  values.flatMap((value) =>
    value !== null && typeof value === "object"
      ? Object.values(value).filter((one): one is string => typeof one === "string" && isUuid(one))
      : [],
  );
