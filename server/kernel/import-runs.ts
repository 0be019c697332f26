import { and, eq } from "drizzle-orm";
import { importRuns } from "@/db/schema/kernel";
import { type Ctx, inTransaction, type TxCtx } from "./ctx";
import { newId } from "./ids";

/** Notes that an import has begun, in a transaction of its own, so that a broken one is seen too. Returns its id. */
export async function beginImportRun(
  ctx: Ctx,
  run: { kind: string; fileName: string; isDryRun: boolean },
): Promise<string> {
  const id = newId();
  await inTransaction(ctx, (t) =>
    t.tx.insert(importRuns).values({
      tenantId: t.tenant,
      id,
      kind: run.kind,
      fileName: run.fileName,
      state: "running",
      dryRun: run.isDryRun ? 1 : 0,
      startedAt: t.now,
    }),
  );
  return id;
}

/** Ends a run with what it found; `finishedAt` is the caller's clock. */
export async function endImportRun(
  t: TxCtx,
  id: string,
  end: { state: "done" | "failed"; finishedAt: Date; report: unknown },
): Promise<void> {
  await t.tx
    .update(importRuns)
    .set({ state: end.state, finishedAt: end.finishedAt, report: end.report })
    .where(and(eq(importRuns.tenantId, t.tenant), eq(importRuns.id, id)));
}
