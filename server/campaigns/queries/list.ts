import { and, asc, desc, eq, ilike, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { campaigns, campaignVersions } from "@/db/schema/campaigns";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { canReadCampaigns, ensure } from "../access";
import { type CampaignState, campaignTiming, listInput } from "../input";
import { nextRunAt } from "../rules/timing";

type Input = z.output<typeof listInput>;

/** A draft that waits for a second person in the very revision it has now. */
const isWaiting = sql<boolean>`exists (select from campaign_approvals a where a.tenant_id = ${campaigns.tenantId}
  and a.campaign_id = ${campaigns.id} and a.revision = ${campaigns.draftRevision} and a.state = 'waiting')`;

function narrowedTo(filter: Input["state"]): SQL | undefined {
  if (filter === "archived") return isNotNull(campaigns.archivedAt);
  const isListed = isNull(campaigns.archivedAt);
  if (filter === "waiting") return and(isListed, isWaiting);
  return filter ? and(isListed, eq(campaigns.state, filter)) : isListed;
}

/** Where a page begins, in the order that is asked for; reversed for a page that lies before. */
function orderOf({ sort, cursor }: Input): { order: SQL[]; beyond: SQL | undefined } {
  const isByName = sort === "name";
  const isAscending = isByName !== (cursor?.isBefore ?? false);
  const key: SQL = isByName ? sql`${campaigns.name} collate "C"` : sql`${campaigns.updatedAt}`;
  const direction = isAscending ? asc : desc;
  if (cursor && !isByName && Number.isNaN(Date.parse(cursor.key)))
    throw new DomainError("invalid", "kernel.invalid_input", { field: "cursor" });
  return {
    order: [direction(key), direction(campaigns.id)],
    beyond:
      cursor &&
      sql`(${key}, ${campaigns.id}) ${sql.raw(isAscending ? ">" : "<")}
        (${isByName ? sql`${cursor.key}::text collate "C"` : sql`${cursor.key}::timestamptz`}, ${cursor.id}::uuid)`,
  };
}

/** Campaigns by last change (newest first) or by name, with what the list shows of each; cursors lead on and back. */
export async function listCampaigns(ctx: Ctx, input: z.input<typeof listInput>) {
  ensure(canReadCampaigns(ctx.actor));
  const asked = parseInput(listInput, input);
  const { q, state, sort, cursor, limit } = asked;
  const { order, beyond } = orderOf(asked);
  const { timeZone } = await tenantOf(ctx);
  const found = await read(ctx, (tx) =>
    tx
      .select({
        id: campaigns.id,
        name: campaigns.name,
        state: sql<CampaignState>`${campaigns.state}`,
        messageClass: sql<"marketing" | "service">`${campaigns.messageClass}`,
        priority: campaigns.priority,
        updatedAt: campaigns.updatedAt,
        archivedAt: campaigns.archivedAt,
        isWaiting,
        timingKind: sql<string | null>`${campaigns.draft}->'timing'->>'kind'`,
        timing: sql<unknown>`${campaignVersions.definition}->'timing'`,
        lastRunAt: sql<string | null>`(select max(r.started_at) from campaign_runs r
          where r.tenant_id = ${campaigns.tenantId} and r.campaign_id = ${campaigns.id})`,
      })
      .from(campaigns)
      .leftJoin(
        campaignVersions,
        and(eq(campaignVersions.tenantId, campaigns.tenantId), eq(campaignVersions.id, campaigns.currentVersionId)),
      )
      .where(
        and(
          eq(campaigns.tenantId, ctx.tenant),
          q ? ilike(campaigns.name, `%${q.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
          narrowedTo(state),
          beyond,
        ),
      )
      .orderBy(...order)
      .limit(limit + 1),
  );
  const hasMore = found.length > limit;
  const page = found.slice(0, limit);
  if (cursor?.isBefore) page.reverse();
  const at = (row: (typeof page)[number] | undefined, isBefore: boolean) =>
    row ? { key: sort === "name" ? row.name : row.updatedAt.toISOString(), id: row.id, isBefore } : null;
  return {
    rows: page.map(({ timing, ...row }) => {
      const running = row.state === "live" ? campaignTiming.safeParse(timing).data : undefined;
      return {
        ...row,
        lastRunAt: row.lastRunAt === null ? null : new Date(row.lastRunAt),
        /** Of one that runs; null where none will come, or it does not run. */
        nextRunAt: running ? nextRunAt(running, { now: ctx.now, timeZone }) : null,
      };
    }),
    /** The next page; null where this is the last. */
    cursor: hasMore || cursor?.isBefore ? at(page.at(-1), false) : null,
    /** The page before; null where this is the first. */
    previous: cursor && (hasMore || !cursor.isBefore) ? at(page[0], true) : null,
  };
}
