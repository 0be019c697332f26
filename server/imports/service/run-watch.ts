import { and, eq, inArray } from "drizzle-orm";
import { importRuns } from "@/db/schema/kernel";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { log } from "@/server/kernel/log";

/** Someone asked the run to stop. */
export class RunStopped extends Error {}
/** The process is being ended, or was given up for dead; the run goes on in another. */
export class RunPaused extends Error {}

const beatMs = 1_000;

/**
 * Says once a second that the run is alive and how far it has come, and hears whether it shall stop. `look` is called between
 * pieces of work and throws `RunStopped` or `RunPaused` when it is time.
 */
export function watchRun(ctx: Ctx, runId: string, signal: AbortSignal | undefined) {
  const now: { phase?: string; rowsDone?: number; rowsTotal?: number | null } = {};
  let isStopping = false;
  let isLost = false;
  let beating: Promise<void> = Promise.resolve();
  const mine = and(eq(importRuns.tenantId, ctx.tenant), eq(importRuns.id, runId));
  const beat = async () => {
    const rows = await inTransaction(ctx, (t) =>
      t.tx
        .update(importRuns)
        .set({ ...now, heartbeatAt: new Date() })
        .where(and(mine, inArray(importRuns.state, ["running"])))
        .returning({ stopRequestedAt: importRuns.stopRequestedAt }),
    );
    // A run that was silent for too long has been given to another worker, or has been ended.
    isLost = rows.length === 0;
    isStopping = !isLost && rows[0]?.stopRequestedAt !== null;
  };
  const timer = setInterval(() => {
    beating = beating.then(beat).catch((error: unknown) => log.warn({ runId, err: error }, "import: no heartbeat"));
  }, beatMs);
  return {
    look: () => {
      if (signal?.aborted || isLost) throw new RunPaused();
      if (isStopping) throw new RunStopped();
    },
    note: (progress: typeof now) => void Object.assign(now, progress),
    end: async () => {
      clearInterval(timer);
      await beating.then(beat);
    },
  };
}
