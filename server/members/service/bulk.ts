import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { memberBulkItems, memberBulkRuns, memberTagLinks } from "@/db/schema/member-desk";
import { consents, members } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { enqueue } from "@/server/kernel/jobs";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canRunBulk } from "../access";
import { bulkMost, bulkRef, startBulkInput } from "../input";
import { membersIn } from "../queries/member-filter";
import { setConsent } from "./set-consent";
import { openTag } from "./tags";

/** Within this time a bulk action can be taken back. */
export const undoLifeMs = 10 * 60_000;
/** So many are changed at once, in the request; more by the worker, with progress. */
const inRequest = 200;
const perTransaction = 500;

export const bulkJob = "members.bulk";
type Run = typeof memberBulkRuns.$inferSelect;

const thisRun = (t: { tenant: string }, runId: string) =>
  and(eq(memberBulkRuns.tenantId, t.tenant), eq(memberBulkRuns.id, runId));
const itemsOf = (t: { tenant: string }, runId: string) =>
  and(eq(memberBulkItems.tenantId, t.tenant), eq(memberBulkItems.runId, runId));

async function lockRun(t: TxCtx, runId: string): Promise<Run> {
  const [run] = await t.tx.select().from(memberBulkRuns).where(thisRun(t, runId)).for("update");
  if (!run) throw new DomainError("not_found", "members.bulk_run");
  return run;
}

/**
 * Begins one action on many members: whom it is for is written down first, so that an answer that is lost, a crash or a second
 * press changes nobody twice. Few are done at once, many by a job. Throws `forbidden`, `not_found` for a tag, `refused` for
 * nobody (`bulk_nobody`) and for more than 10,000 (`bulk_too_many`).
 */
export async function startBulk(
  ctx: Ctx,
  input: z.input<typeof startBulkInput>,
): Promise<{ runId: string; total: number; isRunning: boolean }> {
  demand(canRunBulk(ctx.actor));
  const { action, tagId, memberIds, filter } = parseInput(startBulkInput, input);
  const runId = newId();
  const total = await inTransaction(ctx, async (t) => {
    if (tagId) await openTag(t, tagId);
    const meant = filter
      ? await membersIn(t, filter)
      : and(eq(members.tenantId, t.tenant), inArray(members.memberId, memberIds ?? []));
    await t.tx.insert(memberBulkRuns).values({
      tenantId: t.tenant,
      id: runId,
      action,
      tagId: tagId ?? null,
      filter: filter ?? null,
      state: "running",
      total: 0,
      createdBy: actorId(t.actor),
      createdAt: t.now,
    });
    const made = await t.tx.execute(sql`insert into member_bulk_items (tenant_id, run_id, member_id)
      select ${t.tenant}::uuid, ${runId}::uuid, ${members.memberId} from ${members}
      where ${and(meant, sql`${members.withdrawnAt} is null`)} limit ${bulkMost + 1}`);
    const count = made.rowCount ?? 0;
    if (count === 0) throw new DomainError("refused", "members.bulk_nobody");
    if (count > bulkMost) throw new DomainError("refused", "members.bulk_too_many", { most: bulkMost });
    await t.tx.update(memberBulkRuns).set({ total: count }).where(thisRun(t, runId));
    await audit(t, {
      action: `members.bulk_${action}`,
      subject: { kind: "member_bulk_run", id: runId },
      after: { members: count, tagId: tagId ?? null, filter: filter ?? null },
    });
    if (count > inRequest) await enqueue(t, bulkJob, { runId }, { key: `bulk:${runId}` });
    return count;
  });
  if (total > inRequest) return { runId, total, isRunning: true };
  await runBulk(ctx, runId);
  return { runId, total, isRunning: false };
}

/** Carries a run on, or back when it is being undone, chunk by chunk, until it is through or stopped. Safe to repeat at any point. */
export async function runBulk(ctx: Ctx, runId: string): Promise<void> {
  for (;;) {
    const isThrough = await inTransaction(ctx, async (t) => {
      const run = await lockRun(t, runId);
      if (run.state === "running") return (await doSome(t, run)) && finish(t, run, "done");
      if (run.state === "undoing") return (await undoSome(t, run)) && finish(t, run, "undone");
      return true;
    });
    if (isThrough) return;
  }
}

async function finish(t: TxCtx, run: Run, state: "done" | "undone"): Promise<true> {
  await t.tx
    .update(memberBulkRuns)
    .set({ state, ...(state === "done" ? { finishedAt: t.now } : { undoneAt: t.now }) })
    .where(thisRun(t, run.id));
  return true;
}

/** The next members in the order of their ids, as every writer of many takes them. */
const nextItems = (t: TxCtx, run: Run, state: "waiting" | "changed") =>
  t.tx
    .select()
    .from(memberBulkItems)
    .where(and(itemsOf(t, run.id), eq(memberBulkItems.state, state), eq(memberBulkItems.isUndone, false)))
    .orderBy(asc(memberBulkItems.memberId))
    .limit(perTransaction);

async function doSome(t: TxCtx, run: Run): Promise<boolean> {
  const items = await nextItems(t, run, "waiting");
  if (items.length === 0) return true;
  const memberIds = items.map((item) => item.memberId);
  const changed: { memberId: string; consentId: string | null }[] = run.tagId
    ? (await moveTag(t, run.tagId, memberIds, run.action === "add_tag")).map((memberId) => ({
        memberId,
        consentId: null,
      }))
    : await withdrawConsents(t, memberIds);
  await t.tx.execute(sql`update member_bulk_items i
    set state = case when c.member_id is null then 'unchanged' else 'changed' end, consent_id = c.consent_id
    from unnest(${sql.param(memberIds)}::uuid[]) as u(member_id)
    left join jsonb_to_recordset(${JSON.stringify(changed.map((c) => ({ member_id: c.memberId, consent_id: c.consentId })))}::jsonb)
      as c(member_id uuid, consent_id uuid) on c.member_id = u.member_id
    where i.tenant_id = ${t.tenant} and i.run_id = ${run.id} and i.member_id = u.member_id`);
  return items.length < perTransaction;
}

async function undoSome(t: TxCtx, run: Run): Promise<boolean> {
  const items = await nextItems(t, run, "changed");
  if (items.length === 0) return true;
  const memberIds = items.map((item) => item.memberId);
  if (run.tagId) await moveTag(t, run.tagId, memberIds, run.action !== "add_tag");
  else for (const { memberId, consentId } of items) await giveConsentBack(t, memberId, consentId);
  await t.tx
    .update(memberBulkItems)
    .set({ isUndone: true })
    .where(and(itemsOf(t, run.id), inArray(memberBulkItems.memberId, memberIds)));
  return items.length < perTransaction;
}

/** Puts a tag on members or takes it off, as one statement; returns whom that changed. Those who have left are passed over. */
async function moveTag(t: TxCtx, tagId: string, memberIds: string[], isOn: boolean): Promise<string[]> {
  const ids = sql`any(${sql.param(memberIds)}::uuid[])`;
  const { rows } = isOn
    ? await t.tx.execute<{ member_id: string }>(sql`
        insert into member_tag_links (tenant_id, member_id, tag_id, joined_at, added_at, added_by)
        select m.tenant_id, m.member_id, ${tagId}::uuid, m.joined_at, ${t.now.toISOString()}::timestamptz, ${actorId(t.actor)}::uuid
        from members m where m.tenant_id = ${t.tenant} and m.member_id = ${ids} and m.withdrawn_at is null
        on conflict do nothing returning member_id`)
    : await t.tx.execute<{ member_id: string }>(sql`
        delete from ${memberTagLinks} where tenant_id = ${t.tenant} and tag_id = ${tagId}::uuid and member_id = ${ids}
        returning member_id`);
  return rows.map((row) => row.member_id);
}

/**
 * One after the other by the verb itself, so that each leaves its record and its event. Only of those who have said yes: whoever
 * has never been asked must not come out of an undo with a yes. Returns the record of whoever changed.
 */
async function withdrawConsents(t: TxCtx, memberIds: string[]) {
  const willing = await t.tx
    .select({ memberId: members.memberId })
    .from(members)
    .where(
      and(
        eq(members.tenantId, t.tenant),
        inArray(members.memberId, memberIds),
        eq(members.mailOptIn, true),
        sql`${members.withdrawnAt} is null`,
      ),
    )
    .orderBy(asc(members.memberId))
    .for("update");
  const changed: { memberId: string; consentId: string | null }[] = [];
  for (const { memberId } of willing) {
    const { isChanged, consentId } = await setConsent(t, {
      memberId,
      channel: "mail",
      isGranted: false,
      source: "bulk",
      textVersion: "1",
    });
    if (isChanged) changed.push({ memberId, consentId });
  }
  return changed;
}

/** Only while our no is still the newest word: whoever has spoken since is not overruled. */
async function giveConsentBack(t: TxCtx, memberId: string, consentId: string | null): Promise<void> {
  const [newest] = await t.tx
    .select({ id: consents.id, withdrawnAt: members.withdrawnAt })
    .from(consents)
    .innerJoin(members, and(eq(members.tenantId, consents.tenantId), eq(members.memberId, consents.memberId)))
    .where(and(eq(consents.tenantId, t.tenant), eq(consents.memberId, memberId), eq(consents.channel, "mail")))
    .orderBy(desc(consents.at), desc(consents.id))
    .limit(1);
  if (!newest || newest.id !== consentId || newest.withdrawnAt) return;
  await setConsent(t, { memberId, channel: "mail", isGranted: true, source: "undo", textVersion: "1" });
}

/** Stops a run that is under way; what is done stays, and can be undone. Throws `forbidden`, `not_found`. */
export async function stopBulk(ctx: Ctx, input: z.input<typeof bulkRef>): Promise<void> {
  demand(canRunBulk(ctx.actor));
  const { runId } = parseInput(bulkRef, input);
  await inTransaction(ctx, async (t) => {
    const run = await lockRun(t, runId);
    if (run.state !== "running") return;
    await audit(t, { action: "members.stop_bulk", subject: { kind: "member_bulk_run", id: runId } });
    await t.tx.update(memberBulkRuns).set({ state: "stopped", finishedAt: t.now }).where(thisRun(t, runId));
  });
}

/**
 * Takes a run back, for whom it changed, within ten minutes of its end. Repeating it changes nothing. Throws `forbidden`,
 * `not_found`, `refused` (`bulk_running`, `bulk_undo_over`).
 */
export async function undoBulk(ctx: Ctx, input: z.input<typeof bulkRef>): Promise<{ isRunning: boolean }> {
  demand(canRunBulk(ctx.actor));
  const { runId } = parseInput(bulkRef, input);
  const isLarge = await inTransaction(ctx, async (t) => {
    const run = await lockRun(t, runId);
    if (run.state === "undone" || run.state === "undoing") return false;
    if (run.state === "running" || !run.finishedAt) throw new DomainError("refused", "members.bulk_running");
    if (t.now.getTime() - run.finishedAt.getTime() > undoLifeMs)
      throw new DomainError("refused", "members.bulk_undo_over");
    await audit(t, { action: "members.undo_bulk", subject: { kind: "member_bulk_run", id: runId } });
    await t.tx.update(memberBulkRuns).set({ state: "undoing" }).where(thisRun(t, runId));
    if (run.total > inRequest) await enqueue(t, bulkJob, { runId }, { key: `bulk-undo:${runId}` });
    return run.total > inRequest;
  });
  if (!isLarge) await runBulk(ctx, runId);
  return { isRunning: isLarge };
}
