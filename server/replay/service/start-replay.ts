import { and, eq, inArray } from "drizzle-orm";
import { replayMembers, replayRuns, replaySums } from "@/db/schema/replay";
import { draftOf } from "@/server/earning/queries/draft";
import { rulesAt } from "@/server/earning/queries/in-force";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { enqueue } from "@/server/kernel/jobs";
import { parseInput } from "@/server/kernel/parse";
import { canRunReplay, forbidUnless } from "../access";
import { replayKey, type StartReplay, startReplayInput } from "../input";

export const replayJob = "replay.run";

/** Writes down the draft and what is in force now, and lets a job try both on the sales of the period. Throws `forbidden`. */
export async function startReplay(ctx: Ctx, input: StartReplay): Promise<{ runId: string }> {
  forbidUnless(canRunReplay(ctx.actor));
  const asked = parseInput(startReplayInput, input);
  return inTransaction(ctx, async (t) => {
    const runId = newId();
    const inForce = await rulesAt(t, t.now);
    const draft = await draftOf(t);
    await t.tx.insert(replayRuns).values({
      tenantId: t.tenant,
      id: runId,
      ...asked,
      newRules: draft.rules,
      nowRules: (inForce?.rules ?? []).filter(({ id }) => !inForce?.pausedRuleIds.has(id)),
      createdAt: t.now,
      createdBy: actorId(t.actor),
    });
    await enqueue(t, replayJob, { runId });
    await audit(t, { action: "replay.start", subject: { kind: "replay_run", id: runId }, after: asked });
    return { runId };
  });
}

async function move(t: TxCtx, runId: string, from: string[], to: string): Promise<boolean> {
  const moved = await t.tx
    .update(replayRuns)
    .set({ state: to })
    .where(and(eq(replayRuns.tenantId, t.tenant), eq(replayRuns.id, runId), inArray(replayRuns.state, from)))
    .returning({ id: replayRuns.id });
  if (moved.length > 0) return true;
  const [run] = await t.tx
    .select({ id: replayRuns.id })
    .from(replayRuns)
    .where(and(eq(replayRuns.tenantId, t.tenant), eq(replayRuns.id, runId)));
  if (!run) throw new DomainError("not_found", "replay.run_unknown");
  return false;
}

/** Stops a run after the batch it is at; what was done stays. Nothing where it is not running. Throws not_found `replay.run_unknown`. */
export async function stopReplay(ctx: Ctx, input: { runId: string }): Promise<void> {
  forbidUnless(canRunReplay(ctx.actor));
  const { runId } = parseInput(replayKey, input);
  await inTransaction(ctx, (t) => move(t, runId, ["queued", "running"], "stopped"));
}

/** Lets a stopped run go on where it stopped. */
export async function resumeReplay(ctx: Ctx, input: { runId: string }): Promise<void> {
  forbidUnless(canRunReplay(ctx.actor));
  const { runId } = parseInput(replayKey, input);
  await inTransaction(ctx, async (t) => {
    if (await move(t, runId, ["stopped"], "queued")) await enqueue(t, replayJob, { runId });
  });
}

/** Forgets a run with everything it found. Throws not_found `replay.run_unknown`. */
export async function deleteReplay(ctx: Ctx, input: { runId: string }): Promise<void> {
  forbidUnless(canRunReplay(ctx.actor));
  const { runId } = parseInput(replayKey, input);
  await inTransaction(ctx, async (t) => {
    await move(t, runId, ["queued", "running", "stopped", "done"], "stopped");
    await t.tx.delete(replayMembers).where(and(eq(replayMembers.tenantId, t.tenant), eq(replayMembers.runId, runId)));
    await t.tx.delete(replaySums).where(and(eq(replaySums.tenantId, t.tenant), eq(replaySums.runId, runId)));
    await t.tx.delete(replayRuns).where(and(eq(replayRuns.tenantId, t.tenant), eq(replayRuns.id, runId)));
    await audit(t, { action: "replay.delete", subject: { kind: "replay_run", id: runId } });
  });
}

/** Whoever has left is in no list of those who gain or lose. */
export async function forgetInReplays(ctx: Ctx, memberId: string): Promise<void> {
  await inTransaction(ctx, async (t) => {
    await t.tx
      .delete(replayMembers)
      .where(and(eq(replayMembers.tenantId, t.tenant), eq(replayMembers.memberId, memberId)));
  });
}
