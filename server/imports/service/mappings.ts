import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { importMappings } from "@/db/schema/kernel";
import { audit } from "@/server/kernel/audit";
import type { CsvMapping } from "@/server/kernel/csv-mapping";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { canImport } from "../access";
import { mappingInput, renameMappingInput } from "../input";
import { plain } from "../rules/propose";

/** What files with the same columns have in common, whatever their order of rows, width of letters or blanks. */
export const signatureOf = (headers: readonly string[]): string =>
  createHash("sha256")
    .update(JSON.stringify(headers.map(plain)))
    .digest("hex");

/** Remembers how a file with these headers is read; the latest way counts. */
export async function rememberMapping(
  t: TxCtx,
  { mapping, headers, fileName }: { mapping: CsvMapping; headers: readonly string[]; fileName: string },
): Promise<void> {
  const signature = signatureOf(headers);
  await t.tx
    .insert(importMappings)
    .values({
      tenantId: t.tenant,
      id: newId(),
      kind: mapping.kind,
      name: fileName.replace(/(\.(csv|tsv|txt|gz))+$/i, "").slice(0, 80) || fileName.slice(0, 80),
      signature,
      headers,
      mapping,
      createdAt: t.now,
      usedAt: t.now,
    })
    .onConflictDoUpdate({
      target: [importMappings.tenantId, importMappings.kind, importMappings.signature],
      set: { mapping, headers, usedAt: t.now },
    });
}

const one = (ctx: Ctx, mappingId: string) =>
  and(eq(importMappings.tenantId, ctx.tenant), eq(importMappings.id, mappingId));

function authorise(ctx: Ctx): void {
  const refusal = canImport(ctx.actor);
  if (refusal) throw new DomainError("forbidden", refusal);
}

/** Gives a remembered mapping another name. */
export async function renameMapping(ctx: Ctx, input: z.input<typeof renameMappingInput>): Promise<void> {
  authorise(ctx);
  const { mappingId, name } = parseInput(renameMappingInput, input);
  await inTransaction(ctx, async (t) => {
    const [before] = await t.tx.select().from(importMappings).where(one(t, mappingId)).for("update");
    if (!before) throw new DomainError("not_found", "imports.mapping_gone");
    await t.tx.update(importMappings).set({ name }).where(one(t, mappingId));
    await audit(t, {
      action: "imports.rename_mapping",
      subject: { kind: "import_mapping", id: mappingId },
      before: { name: before.name },
      after: { name },
    });
  });
}

/** Forgets a mapping; files with its headers are proposed from scratch again. */
export async function forgetMapping(ctx: Ctx, input: z.input<typeof mappingInput>): Promise<void> {
  authorise(ctx);
  const { mappingId } = parseInput(mappingInput, input);
  await inTransaction(ctx, async (t) => {
    const [gone] = await t.tx.delete(importMappings).where(one(t, mappingId)).returning();
    if (!gone) throw new DomainError("not_found", "imports.mapping_gone");
    const { name, kind, mapping } = gone;
    await audit(t, {
      action: "imports.forget_mapping",
      subject: { kind: "import_mapping", id: mappingId },
      before: { name, kind, mapping },
    });
  });
}
