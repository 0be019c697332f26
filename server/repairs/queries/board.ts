import { and, count, eq, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { repairRequests } from "@/db/schema/repairs";
import { stores } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import { DomainError } from "@/server/kernel/errors";
import { isUuid } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { searchMembers } from "@/server/members/queries/search-members";
import { demand } from "@/server/tenancy/access";
import type { z } from "zod";
import { canReadRepairs } from "../access";
import { boardInput, type BoardView, type Coverage, openStates, type RepairState } from "../input";
import { readReceipt } from "../rules/receipt-number";
import { isClosed } from "../rules/states";
import { withStore } from "./find-repair";

const columns = {
  repairId: repairRequests.id,
  memberId: repairRequests.memberId,
  receiptNo: repairRequests.receiptNo,
  state: repairRequests.state,
  stateSince: repairRequests.stateSince,
  dueAt: repairRequests.dueAt,
  requestedAt: repairRequests.requestedAt,
  productName: repairRequests.productName,
  symptom: repairRequests.symptom,
  coverage: repairRequests.coverage,
  handOver: repairRequests.handOver,
  promisedOn: repairRequests.promisedOn,
  itemInAt: repairRequests.itemInAt,
  itemOutAt: repairRequests.itemOutAt,
  storeName: stores.name,
  familyName: members.familyName,
  givenName: members.givenName,
  familyKana: members.familyKana,
  givenKana: members.givenKana,
  memberNo: members.memberNo,
};

const isOpen = inArray(repairRequests.state, [...openStates]);

function inView(view: BoardView, now: Date): SQL | undefined {
  if (view === "all") return undefined;
  if (view === "open") return isOpen;
  if (view === "overdue") return and(isOpen, lt(repairRequests.dueAt, now));
  return eq(repairRequests.state, view);
}

/** The word is a receipt number, or the beginning of whatever names a member, or a part of the product's name, or its serial number. */
async function matching(ctx: Ctx, q: string): Promise<SQL | undefined> {
  if (q === "") return undefined;
  const receiptNo = readReceipt(q);
  if (receiptNo) return eq(repairRequests.receiptNo, receiptNo);
  const people = await searchMembers(ctx, { q, limit: 50 });
  const word = sql`lower(normalize(${q}, NFKC))`;
  return or(
    people.members.length > 0
      ? inArray(
          repairRequests.memberId,
          people.members.map(({ memberId }) => memberId),
        )
      : undefined,
    sql`strpos(lower(normalize(${repairRequests.productName}, NFKC)), ${word}) > 0`,
    sql`lower(normalize(${repairRequests.serialNo}, NFKC)) = ${word}`,
  );
}

function placeOf(cursor: string | undefined): { at: string; id: string } | null {
  if (cursor === undefined) return null;
  const [at = "", id = ""] = readCursor(cursor, 2);
  if (Number.isNaN(Date.parse(at)) || !isUuid(id))
    throw new DomainError("invalid", "kernel.invalid_input", { field: "cursor" });
  return { at, id };
}

/**
 * Repairs of the shop, a page at a time: what is open in the order in which it is due (so what is late comes first), what is
 * over with the latest first. Throws `invalid` for a cursor that is not ours.
 */
export async function repairBoard(ctx: Ctx, input: z.input<typeof boardInput>) {
  demand(canReadRepairs(ctx.actor));
  const { q, view, storeId, cursor, limit } = parseInput(boardInput, input);
  const isLatestFirst = view === "all" || (view !== "open" && view !== "overdue" && isClosed(view));
  const sorted = isLatestFirst ? repairRequests.stateSince : repairRequests.dueAt;
  const place = placeOf(cursor);
  const after =
    place &&
    (isLatestFirst
      ? sql`(${sorted}, ${repairRequests.id}) < (${place.at}::timestamptz, ${place.id}::uuid)`
      : sql`(${sorted}, ${repairRequests.id}) > (${place.at}::timestamptz, ${place.id}::uuid)`);
  const match = await matching(ctx, q);
  const inStore = storeId === undefined ? undefined : eq(repairRequests.storeId, storeId);
  const rows = await read(ctx, (tx) =>
    tx
      .select(columns)
      .from(repairRequests)
      .innerJoin(
        members,
        and(eq(members.tenantId, repairRequests.tenantId), eq(members.memberId, repairRequests.memberId)),
      )
      .leftJoin(stores, withStore)
      .where(and(eq(repairRequests.tenantId, ctx.tenant), inView(view, ctx.now), match, inStore, after ?? undefined))
      .orderBy(
        isLatestFirst ? sql`${sorted} desc` : sql`${sorted} asc`,
        isLatestFirst ? sql`${repairRequests.id} desc` : sql`${repairRequests.id} asc`,
      )
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const lastAt = isLatestFirst ? last?.stateSince : last?.dueAt;
  return {
    rows: page.map((row) => ({
      ...row,
      state: row.state as RepairState,
      coverage: row.coverage as Coverage,
      isOverdue: row.dueAt !== null && row.dueAt < ctx.now,
    })),
    cursor: rows.length > limit && last && lastAt ? cursorOf(lastAt.toISOString(), last.repairId) : null,
  };
}

/** How many repairs stand in each open state, and how many of them have stood there too long. */
export async function repairCounts(ctx: Ctx, input: { storeId?: string } = {}) {
  demand(canReadRepairs(ctx.actor));
  const { storeId } = parseInput(boardInput.pick({ storeId: true }), input);
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        state: repairRequests.state,
        all: count(),
        late: sql<number>`count(*) filter (where ${repairRequests.dueAt} < ${ctx.now})`.mapWith(Number),
      })
      .from(repairRequests)
      .where(
        and(
          eq(repairRequests.tenantId, ctx.tenant),
          isOpen,
          storeId === undefined ? undefined : eq(repairRequests.storeId, storeId),
        ),
      )
      .groupBy(repairRequests.state),
  );
  const counts = new Map(rows.map((row) => [row.state, row]));
  return {
    open: rows.reduce((sum, row) => sum + row.all, 0),
    overdue: rows.reduce((sum, row) => sum + row.late, 0),
    byState: openStates.map((state) => ({
      state,
      count: counts.get(state)?.all ?? 0,
      late: counts.get(state)?.late ?? 0,
    })),
  };
}
