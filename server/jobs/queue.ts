import { run, type Runner, type TaskList } from "graphile-worker";
import { z } from "zod";
import { systemCtx } from "@/server/kernel/ctx";
import { database, poolOf } from "@/server/kernel/database";
import { isDomainError } from "@/server/kernel/errors";
import { vouchedTenant } from "@/server/kernel/gate";
import type { JobDefinition } from "@/server/kernel/jobs";
import { log } from "@/server/kernel/log";

const envelope = z.object({ tenant: z.string(), requestId: z.string(), payload: z.unknown() });

/** What the queue calls for a job: parse, build a context, hand over. `invalid` and `refused` end the job instead of retrying. */
export function taskFor(job: JobDefinition): (raw: unknown, helpers?: { abortSignal?: AbortSignal }) => Promise<void> {
  return async (raw, helpers) => {
    const { tenant, requestId, payload } = envelope.parse(raw);
    try {
      const ctx = systemCtx(vouchedTenant(tenant), `job:${job.name}`, database("app"), new Date(), requestId);
      await job.handle(ctx, job.payload.parse(payload), helpers?.abortSignal);
    } catch (error) {
      const isFinal =
        error instanceof z.ZodError ||
        (isDomainError(error) && ["invalid", "refused", "not_found"].includes(error.code));
      log[isFinal ? "error" : "warn"](
        { job: job.name, requestId, err: error },
        isFinal ? "job ended" : "job will be retried",
      );
      if (!isFinal) throw error;
    }
  };
}

/** Runs jobs until told to stop; polling finds what a lost notification would have announced. */
export function startQueue(jobs: JobDefinition[], concurrency: number): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(jobs.map((job) => [job.name, taskFor(job)]));
  return run({
    pgPool: poolOf("owner"),
    concurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    noPreparedStatements: true,
    taskList,
    crontab: "",
  });
}
