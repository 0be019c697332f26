import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { importRuns } from "@/db/schema/kernel";
import { audit } from "@/server/kernel/audit";
import { csvMapping } from "@/server/kernel/csv-mapping";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { keepList, uploadedList } from "@/server/kernel/import-runs";
import { parseInput } from "@/server/kernel/parse";
import { canImport } from "../access";
import { checkInput, runInput } from "../input";
import { lookAt } from "../queries/look";
import { requiredFields } from "../rules/fields";
import { rememberMapping } from "./mappings";
import { callRun } from "./run-import";

const keptDays = 30;

function authorise(ctx: Ctx): void {
  const refusal = canImport(ctx.actor);
  if (refusal) throw new DomainError("forbidden", refusal);
}

/**
 * Asks for a check of an uploaded file: everything is read and judged as a run would, and nothing is written. The mapping is remembered
 * for files with the same headers. Throws `imports.field_missing` with the field, `not_found` for a file that is not there.
 */
export async function checkFile(ctx: Ctx, input: z.input<typeof checkInput>): Promise<{ runId: string }> {
  authorise(ctx);
  const { fileId, encoding, mapping: given } = parseInput(checkInput, input);
  const mapping = csvMapping.parse(given);
  const missing = requiredFields(mapping.kind).find(
    (field) => !mapping.columns[field] && mapping.constants[field] === undefined,
  );
  if (missing) throw new DomainError("invalid", "imports.field_missing", { field: missing });
  const file = await uploadedList(ctx, fileId);
  const { headers } = await lookAt(ctx, { fileId, kind: mapping.kind, encoding, hasHeader: mapping.hasHeader });
  return inTransaction(ctx, async (t) => {
    if (mapping.hasHeader) await rememberMapping(t, { mapping, headers, fileName: file.fileName });
    return ask(t, { ...file, kind: mapping.kind, isDryRun: true, mapping, encoding, checkedRunId: null });
  });
}

/**
 * Asks for the run of a file that has been checked: the same file, read in the same way. Throws `refused` `imports.not_checked` unless the
 * check has ended well; asking twice is asking once.
 */
export async function runChecked(ctx: Ctx, input: z.input<typeof runInput>): Promise<{ runId: string }> {
  authorise(ctx);
  const { runId } = parseInput(runInput, input);
  const check = await runOf(ctx, runId);
  if (check.dryRun !== 1 || check.state !== "done") throw new DomainError("refused", "imports.not_checked");
  if (!check.fileId) throw new DomainError("not_found", "imports.file_gone");
  const file = await uploadedList(ctx, check.fileId);
  if (file.sha256 !== check.sha256) throw new DomainError("refused", "imports.file_changed");
  return inTransaction(ctx, async (t) => {
    await t.tx.select({ id: importRuns.id }).from(importRuns).where(isRun(t, runId)).for("update");
    const [again] = await t.tx
      .select({ id: importRuns.id })
      .from(importRuns)
      .where(
        and(
          eq(importRuns.tenantId, t.tenant),
          eq(importRuns.checkedRunId, runId),
          inArray(importRuns.state, ["queued", "running", "done"]),
        ),
      );
    if (again) return { runId: again.id };
    const { kind, mapping, encoding } = check;
    return ask(t, { ...file, kind, mapping, encoding, isDryRun: false, checkedRunId: runId });
  });
}

/** Asks a run to stop; what it has written stays, and running the file again goes on from there. Throws `refused` when it has ended. */
export async function stopRun(ctx: Ctx, input: z.input<typeof runInput>): Promise<void> {
  authorise(ctx);
  const { runId } = parseInput(runInput, input);
  await inTransaction(ctx, async (t) => {
    const run = await runOf(t, runId);
    if (run.state !== "queued" && run.state !== "running") throw new DomainError("refused", "imports.ended");
    const isWaiting = run.state === "queued";
    await t.tx
      .update(importRuns)
      .set({ stopRequestedAt: t.now, ...(isWaiting ? { state: "stopped", finishedAt: t.now } : {}) })
      .where(isRun(t, runId));
    await audit(t, { action: "imports.stop", subject: { kind: "import_run", id: runId } });
  });
}

const isRun = (ctx: Ctx, runId: string) => and(eq(importRuns.tenantId, ctx.tenant), eq(importRuns.id, runId));

async function runOf(ctx: Ctx, runId: string) {
  const [run] = await inTransaction(ctx, (t) => t.tx.select().from(importRuns).where(isRun(t, runId)));
  if (!run) throw new DomainError("not_found", "imports.not_found");
  return run;
}

interface Asked {
  fileId: string;
  fileName: string;
  sha256: string;
  kind: string;
  mapping: unknown;
  encoding: string | null;
  isDryRun: boolean;
  checkedRunId: string | null;
}

async function ask(t: TxCtx, asked: Asked): Promise<{ runId: string }> {
  const { fileId, fileName, sha256, kind, mapping, encoding, isDryRun, checkedRunId } = asked;
  const id = newId(t.now.getTime());
  await keepList(t, fileId, new Date(t.now.getTime() + keptDays * 86_400_000));
  await t.tx.insert(importRuns).values({
    tenantId: t.tenant,
    id,
    kind,
    fileName,
    fileId,
    sha256,
    mapping,
    encoding,
    checkedRunId,
    state: "queued",
    dryRun: isDryRun ? 1 : 0,
    startedAt: t.now,
    startedById: actorId(t.actor),
  });
  const action = isDryRun ? "imports.check" : "imports.run";
  await audit(t, { action, subject: { kind: "import_run", id }, after: { kind, fileName, sha256 } });
  await callRun(t, id);
  return { runId: id };
}
