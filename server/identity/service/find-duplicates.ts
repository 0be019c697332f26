import { eq, sql } from "drizzle-orm";
import { duplicateRuns } from "@/db/schema/identity";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { enqueue } from "@/server/kernel/jobs";
import { demand } from "@/server/tenancy/access";
import { canMerge } from "../access";
import { type Agreement, scorePair } from "../rules/score";

export const findJob = "identity.find_duplicates";
const perPage = 2_000;
/** A mark that more members than this have in common says nothing. */
const mostPerMark = 12;
const betweenRunsMs = 20 * 3_600_000;
const dawn = new Date(0);

type Found = Agreement & { first_member_id: string; second_member_id: string } & Record<string, unknown>;

/**
 * Compares these members with whoever shares a mark with them, and keeps what is found. A pair that was rejected stays rejected; an open
 * one that agrees no longer is dropped.
 */
async function compareMembers(t: TxCtx, memberIds: readonly string[]): Promise<number> {
  if (memberIds.length === 0) return 0;
  const ids = `{${memberIds.join(",")}}`;
  await t.tx.execute(sql`select goen.mark_members(${t.tenant}, ${ids}::uuid[])`);
  const { rows } = await t.tx.execute<Found>(
    sql`select * from goen.duplicates_of(${t.tenant}, ${ids}::uuid[], ${mostPerMark})`,
  );
  const pairs = rows.flatMap((row) => {
    const found = scorePair(row);
    return found ? [{ first: row.first_member_id, second: row.second_member_id, ...found }] : [];
  });
  const found = sql`jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) x(first uuid, second uuid, score integer, reasons jsonb)`;
  await t.tx.execute(sql`delete from duplicate_pairs p where p.tenant_id = ${t.tenant} and p.state = 'open'
    and (p.first_member_id = any (${ids}::uuid[]) or p.second_member_id = any (${ids}::uuid[]))
    and not exists (select from ${found} where x.first = p.first_member_id and x.second = p.second_member_id)`);
  await t.tx.execute(sql`insert into duplicate_pairs as p
      (tenant_id, first_member_id, second_member_id, score, reasons, state, found_at)
    select ${t.tenant}::uuid, x.first, x.second, x.score, x.reasons, 'open', ${t.now.toISOString()}::timestamptz from ${found}
    order by x.first, x.second
    on conflict (tenant_id, first_member_id, second_member_id) do update set score = excluded.score, reasons = excluded.reasons
    where p.state = 'open' and (p.score, p.reasons) is distinct from (excluded.score, excluded.reasons)`);
  return pairs.length;
}

/** One member, at once: whoever has just joined may have been here before. */
export const compareMember = (ctx: Ctx, memberId: string) => inTransaction(ctx, (t) => compareMembers(t, [memberId]));

/** Takes up the run under way, or begins one over what has changed since the last; null where nothing is due. */
async function takeUp(t: TxCtx, isAsked: boolean) {
  await t.tx.insert(duplicateRuns).values({ tenantId: t.tenant }).onConflictDoNothing();
  const [run] = await t.tx.select().from(duplicateRuns).where(eq(duplicateRuns.tenantId, t.tenant)).for("update");
  if (!run) return null;
  if (run.runUntil) return { ...run, runUntil: run.runUntil };
  const isDue = !run.finishedAt || t.now.getTime() - run.finishedAt.getTime() >= betweenRunsMs;
  return isDue || isAsked
    ? { ...run, runFrom: run.checkedUntil, runUntil: t.now, doneMemberId: null, doneUpdatedAt: null, checked: 0 }
    : null;
}

/** One page of the run; says whether there is more. */
async function onePage(ctx: Ctx, isAsked: boolean): Promise<boolean> {
  return inTransaction(ctx, async (t) => {
    const run = await takeUp(t, isAsked);
    if (!run) return false;
    // In the order of changes, by its own index: a quiet day in a large shop costs what has changed. Who changes while the run goes
    // on comes with the next one.
    const last = run.doneUpdatedAt && run.doneMemberId ? { at: run.doneUpdatedAt, memberId: run.doneMemberId } : null;
    const { rows } = await t.tx.execute<{ member_id: string; updated_at: string }>(sql`
      select m.member_id, m.updated_at from members m
      where m.tenant_id = ${t.tenant} and m.updated_at <= ${run.runUntil.toISOString()}::timestamptz
        and ${
          last
            ? sql`(m.updated_at, m.member_id) > (${last.at.toISOString()}::timestamptz, ${last.memberId}::uuid)`
            : sql`m.updated_at > ${(run.runFrom ?? dawn).toISOString()}::timestamptz`
        }
      order by m.updated_at, m.member_id limit ${perPage}`);
    await compareMembers(
      t,
      rows.map((row) => row.member_id),
    );
    const hasMore = rows.length === perPage;
    const checked = run.checked + rows.length;
    await t.tx
      .update(duplicateRuns)
      .set(
        hasMore
          ? {
              runFrom: run.runFrom,
              runUntil: run.runUntil,
              doneMemberId: rows.at(-1)?.member_id,
              doneUpdatedAt: new Date(rows.at(-1)?.updated_at ?? run.runUntil),
              checked,
            }
          : {
              runFrom: null,
              runUntil: null,
              doneMemberId: null,
              doneUpdatedAt: null,
              checked,
              checkedUntil: run.runUntil,
              finishedAt: t.now,
            },
      )
      .where(eq(duplicateRuns.tenantId, t.tenant));
    return hasMore;
  });
}

/** Looks through whoever has changed since the last time, page after page, each in its own transaction. Safe to stop and to repeat. */
export async function findDuplicates(ctx: Ctx, isAsked = false, signal?: AbortSignal): Promise<void> {
  let hasMore = await onePage(ctx, isAsked);
  while (hasMore) {
    if (signal?.aborted) return;
    hasMore = await onePage(ctx, false);
  }
}

/** Has the members looked through now instead of at night. Throws `forbidden`. */
export async function askForDuplicates(ctx: Ctx): Promise<void> {
  demand(canMerge(ctx.actor));
  await inTransaction(ctx, async (t) => {
    await audit(t, { action: "identity.find_duplicates", subject: { kind: "tenant", id: null } });
    await enqueue(t, findJob, {}, { key: `${findJob}:${t.tenant}` });
  });
}
