import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Ctx, TxCtx } from "./ctx";
import type { Subscription } from "./domain-events";
import type { ExportKind } from "./export-kinds";
import type { MemberColumns } from "./member-columns";
import type { MergePart } from "./member-merge";
import type { PersonSource } from "./person-data";
import type { Proof } from "./proofs";

/** A job of the queue: a name, the shape of its payload, and a handler that only calls a verb. */
export interface JobDefinition<S extends z.ZodType = z.ZodType> {
  name: string;
  payload: S;
  /**
   * Must be safe to repeat. `invalid` and `refused` end the job; anything else is retried with back-off. `signal` tells long work that
   * the process is being ended.
   */
  handle: (ctx: Ctx, payload: z.output<S>, signal?: AbortSignal) => Promise<void>;
}

/** Work that looks, every so often and per shop, whether something is due. Run by the worker and by /api/cron/<name>. */
export interface Tick {
  name: string;
  everySeconds: number;
  /** Which role's database the work needs: 'batch' for the engine's set operations. */
  role: "app" | "batch";
  run: (ctx: Ctx) => Promise<void>;
}

/** What a module's `jobs.ts` exports. */
export interface ModuleJobs {
  jobs: JobDefinition[];
  ticks: Tick[];
  subscriptions: Subscription[];
  /** What the module holds of one person, for the export of everything. */
  personSources?: PersonSource[];
  /** What always holds of the module's data, counted on demand and once a day. */
  proofs?: Proof[];
  /** Lists of this module that may leave the product as files. */
  exports?: ExportKind[];
  /** What becomes of the module's rows when two records of one person are merged. */
  /** Of every list of members that leaves the product. */
  memberColumns?: readonly MemberColumns[];
  mergePart?: MergePart;
}

export const defineJob = <S extends z.ZodType>(job: JobDefinition<S>): JobDefinition => job;

export interface EnqueueOptions {
  runAt?: Date;
  /** Two jobs with one key are one job. */
  key?: string;
  maxAttempts?: number;
}

/** Puts a job into the queue in the caller's transaction: it exists if and only if the write is committed. */
export async function enqueue(ctx: TxCtx, name: string, payload: unknown, options: EnqueueOptions = {}): Promise<void> {
  const body = JSON.stringify({ tenant: ctx.tenant, requestId: ctx.requestId, payload });
  await ctx.tx.execute(sql`select goen.enqueue(${name}, ${body}::json, ${options.runAt ?? ctx.now}::timestamptz,
    ${options.key ?? null}, ${options.maxAttempts ?? 12})`);
}

/** The same for many in one statement, each with a key of its own. */
export async function enqueueMany(
  ctx: TxCtx,
  name: string,
  jobs: readonly { payload: unknown; key: string }[],
  { runAt, maxAttempts }: Omit<EnqueueOptions, "key"> = {},
): Promise<void> {
  const rows = jobs.map(({ payload, key }) => ({
    key,
    body: { tenant: ctx.tenant, requestId: ctx.requestId, payload },
  }));
  await ctx.tx.execute(sql`
    select goen.enqueue(${name}, job.body, ${runAt ?? ctx.now}::timestamptz, job.key, ${maxAttempts ?? 12})
    from json_to_recordset(${JSON.stringify(rows)}::json) as job(key text, body json)`);
}
